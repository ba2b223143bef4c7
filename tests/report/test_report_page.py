"""The page about a student's work, in a real browser: it runs nothing, fetches nothing, and can be read by everybody."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from learnnn.core.learning import Attempt, Picture, Stand, State
from learnnn.core.model import (
    CheckResult,
    Course,
    Environment,
    Exercise,
    Feedback,
    Limits,
    NotRunPolicy,
    Report,
    Status,
    Submission,
    Task,
)
from learnnn.course.layout import Layout
from learnnn.judge.scoring import score
from learnnn.report.report_page import SHOWN_ATTEMPTS, Section, page
from tests.conftest import Run, Toy

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
START = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
TASKS = tuple(Task(f"task_{status.value}", f"A task that is {status.value}", 2) for status in Status)
COURSE = Course("A course", Path("/course"), (), NotRunPolicy.EXCUSED)
TOLD = Feedback(
    "The result is `2` times too large.",
    evidence="got:      4\nexpected: 2" + " 1.5" * 200,
    look_at="Read `double` again.",
    traceback=("line 3, in double: return y",),
    snippet="double(1)",
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300"><rect width="600" height="300"/></svg>'
PICTURE = Picture("boundary", "The boundary", "Look at how it `moves`.", SVG, b"png")
# To the browser a title that is set, an element that was not there, or a dialog would betray it.
MARKUP = """</pre></style></title>"'><img src=x onerror="alert(1)"><script>document.title='owned'</script><!--"""


def section(slug: str, state: State = State.STARTED, *, told: Feedback = TOLD, **more) -> Section:
    """An exercise with a task of each status, and an attempt at it."""
    exercise = Exercise(slug, f"Exercise {slug}", TASKS, (), (), Limits())
    checks = [
        CheckResult(
            f"test_{status.value}", f"task_{status.value}", "It `holds`.", status,
            feedback=None if status is Status.PASSED else told, output="" if status is Status.PASSED else "debugging\n",
        )
        for status in Status
    ]  # fmt: skip
    sent = Submission(slug, Path(f"/course/exercises/{slug}/{slug}.py"), "", "0123456789abcdef" * 4)
    tasks = score(exercise, checks, NotRunPolicy.EXCUSED)
    report = Report(exercise, tasks, Environment("namespaces", ("cpu",), {}, "public"), sent)
    attempts = [attempt(slug, minute) for minute in (0, 30, 60)]
    stand = Stand(exercise, state, frozenset({"task_passed"}), "edited since it passed")
    pictures = (PICTURE, replace(PICTURE, svg=b"", problem="`fit` is not written yet."))
    return replace(Section(stand, report, pictures, attempts), **more)


def attempt(slug: str, minute: int, **more) -> Attempt:
    at = (START + timedelta(minutes=minute)).isoformat()
    return replace(Attempt(slug, at, "", "", ("task_passed",), len(TASKS), 2, 18, ("sums_in_a_loop",)), **more)


def in_module(section: Section, title: str) -> Section:
    return replace(section, report=replace(section.report, exercise=replace(section.report.exercise, module=title)))


def html(*sections: Section) -> str:
    return page(COURSE, sections, made_at=START)


@dataclass
class Visit:
    """A page as the browser shows it, and what happened on it."""

    page: Page
    events: list[str] = field(default_factory=list)  # requests, messages on the console, dialogs

    def count(self, selector: str) -> int:
        return self.page.locator(selector).count()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for all tests here."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api", reason='there is no Playwright: `pip install -e ".[dev]"`')
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> dict[str, BrowserContext]:
    """By what was asked of them: a new one takes longer than a new page in it."""
    return {}


@pytest.fixture
def visit(browser: Browser, contexts: dict[str, BrowserContext], tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Opens a page from a file."""
    opened = []

    def visit(text: str, **looks) -> Visit:
        file = tmp_path / "report.html"
        file.write_text(text, encoding="utf-8")
        if repr(looks) not in contexts:
            contexts[repr(looks)] = browser.new_context(**looks)
        one = Visit(contexts[repr(looks)].new_page())
        opened.append(one.page)
        one.page.on("console", lambda message: one.events.append(f"console: {message.text}"))
        one.page.on("pageerror", lambda error: one.events.append(f"error: {error}"))
        one.page.on("dialog", lambda dialog: one.events.append("a dialog"))
        one.page.on("request", lambda request: one.events.append(request.url))
        one.page.goto(file.as_uri())
        return one

    yield visit
    for each in opened:
        each.close()


# -- what is told ------------------------------------------------------------------------------------------------------


def test_everything_about_an_exercise_is_on_the_page(visit) -> None:
    one = visit(html(section("first"), section("second", State.PASSED)))

    words = one.page.text_content("body")
    for expected in (
        "1 of 2 exercises passed", "started", "1 of 9 tasks, edited since it passed", "FAILED", "BROKEN", "not run",
        "The result is 2 times too large.", "got:      4", "Read double again.", "double(1)", "debugging",
        "Look at how it moves.", "fit is not written yet.", "sums in a loop",
    ):  # fmt: skip
        assert expected in words
    assert "6 attempts at 2 exercises" in one.page.get_attribute("[role=img]", "aria-label")


def test_what_is_to_be_mended_is_open_and_what_has_passed_is_not(visit) -> None:
    one = visit(html(section("first"), section("second", State.PASSED)))

    assert one.count("details#first[open]") == 1
    assert one.count("details#second[open]") == 0


def test_exercises_stand_in_their_modules(visit) -> None:
    sections = [
        in_module(section(slug), title) for slug, title in [("a", "Neurons"), ("b", "Networks"), ("c", "Networks")]
    ]

    shown = visit(html(*sections)).page

    assert shown.locator("caption").all_inner_texts() == ["Neurons", "Networks"]
    assert shown.locator("#exercises h2").all_inner_texts() == ["Neurons", "Networks"]
    assert shown.locator("caption:has-text('Networks') ~ tbody th").all_inner_texts() == ["Exercise b", "Exercise c"]


def test_an_exercise_that_nobody_has_begun_is_to_do(visit) -> None:
    unwritten = section("first", State.TODO, pictures=(), attempts=())
    checks = [replace(check, status=Status.ERROR, exception="NotImplementedError") for check in unwritten.report.checks]
    tasks = score(unwritten.exercise, checks, NotRunPolicy.EXCUSED)

    one = visit(html(replace(unwritten, report=replace(unwritten.report, tasks=tasks))))

    words = one.page.inner_text("body")
    assert "Nothing was tried yet" in words and "ERROR" not in words
    assert one.count("details.exercise[open]") == 0
    assert "write task_passed in exercises/first/first.py" in words


@pytest.mark.parametrize("problem", [True, False], ids=["a file that cannot be read", "one that cannot be loaded"])
def test_what_concerns_the_whole_file_is_told_once(problem: bool, visit) -> None:
    whole = section("first")
    checks = [replace(check, status=Status.ERROR, feedback=TOLD) for check in whole.report.checks]
    tasks = () if problem else score(whole.exercise, checks, NotRunPolicy.EXCUSED)
    report = replace(whole.report, tasks=tasks, problem="it is empty\nWrite it." if problem else None)

    words = visit(html(replace(whole, report=report))).page.inner_text("#first")

    assert words.count("it is empty" if problem else "times too large") == 1


def test_of_many_attempts_the_newest_are_shown(visit) -> None:
    many = [attempt("first", minute) for minute in range(SHOWN_ATTEMPTS + 10)]

    one = visit(html(section("first", attempts=many)))

    assert one.count(".track .mark") == SHOWN_ATTEMPTS
    assert one.count("[role=region] tbody tr") == SHOWN_ATTEMPTS


def test_attempts_lie_where_their_time_is_and_all_passed_has_a_shape_of_its_own(visit) -> None:
    tries = [attempt("first", 0), attempt("first", 15, passed=("task",) * len(TASKS)), attempt("first", 60)]

    one = visit(html(section("first", attempts=tries)))

    left = one.page.eval_on_selector_all(".track .mark", "marks => marks.map(mark => mark.style.left)")
    assert left == ["0%", "25%", "100%"]
    assert one.count(".track .mark.whole") == 1


def test_attempts_of_one_moment_are_no_division_by_zero(visit) -> None:
    one = visit(html(section("first", attempts=[attempt("first", 0)])))

    assert one.count(".track .mark") == one.count(".ends span") == 1


# -- what a student chose is text ----------------------------------------------------------------------------------------


def _hostile(words: str) -> Section:
    told = Feedback(words, words, words, (words,), words)
    picture = Picture("a", words, words, SVG, b"png")
    bad = section("first", told=told)
    sent = replace(bad.report.submission, path=Path(words.replace("/", "")), sha256=words)
    tries = [attempt("first", 0, exercise=words, misconceptions=(words,), passed=(words,))]
    report = replace(bad.report, submission=sent)
    return replace(bad, report=report, pictures=[picture, replace(picture, svg=b"", problem=words)], attempts=tries)


def test_markup_is_inert_wherever_it_is(visit) -> None:
    one = visit(html(_hostile(MARKUP)))

    assert one.count("script") == 0
    assert one.count("img") == one.count("img[src^='data:image/svg+xml;base64,']") == 1
    assert one.page.title() == "Your work: A course"
    assert one.page.inner_text("#first").count("<script>document.title='owned'</script>") > 10
    assert one.events == [one.page.url]
    assert one.count("main > *") == visit(html(section("first"))).count("main > *")


def test_what_would_steer_the_eye_is_spelled_out(visit) -> None:
    text = html(_hostile("\u202egnirts\u2066 \x1b[31m\x07\ud800"))

    assert "\u202e" not in text and "\x1b" not in text and "\ud800" not in text
    assert "\\u202egnirts" in visit(text).page.inner_text("#first")


def test_what_is_in_a_picture_stays_in_it(visit) -> None:
    svg = b"""<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="alert(1)"><script>alert(2)</script>
        <image href="https://example.org/seen.png" width="9" height="9"/></svg>"""

    one = visit(html(section("first", pictures=(replace(PICTURE, svg=svg),))))

    assert one.page.eval_on_selector("img", "image => image.decode().then(() => image.naturalWidth)") == 9
    assert one.events == [one.page.url]


def test_the_browser_itself_refuses_scripts_and_requests(visit) -> None:
    one = visit(html(section("first")))

    one.page.evaluate("""() => {
        const script = document.createElement("script"); script.textContent = "window.owned = 1";
        const image = document.createElement("img"); image.src = "https://example.org/seen.png";
        document.body.append(script, image);
    }""")

    assert one.page.evaluate("window.owned === undefined")
    assert sum("Content Security Policy" in event for event in one.events) == 2


# -- for everybody -----------------------------------------------------------------------------------------------------


def test_the_page_fetches_nothing_and_complains_of_nothing(visit) -> None:
    one = visit(html(section("first"), section("second", State.STALE)), offline=True)

    assert one.page.eval_on_selector_all("img", "all => all.every(one => one.complete && one.naturalWidth)")
    assert one.events == [one.page.url]


def test_headings_landmarks_and_alternatives_are_in_order(visit) -> None:
    one = visit(html(section("first"), section("second")))

    levels = one.page.eval_on_selector_all("h1,h2,h3,h4,h5,h6", "all => all.map(one => Number(one.tagName[1]))")
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [one.count(landmark) for landmark in ("header", "nav[aria-label]", "main", "footer")] == [1, 1, 1, 1]
    assert one.page.get_attribute("html", "lang") == "en"
    assert one.page.get_attribute("#first img", "alt") == "The boundary. Look at how it `moves`."
    assert one.count("th:not([scope])") == 0
    ids = one.page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    targets = one.page.eval_on_selector_all("a[href^='#']", "all => all.map(one => one.hash.slice(1))")
    assert len(ids) == len(set(ids)) and set(targets) <= set(ids)


def test_the_keyboard_reaches_everything(visit) -> None:
    one = visit(html(section("first"), section("second", State.PASSED)))
    seen, rings = [], []

    wanted = one.page.evaluate("""() => {
        const all = [...document.querySelectorAll("a, summary, [tabindex='0']")].filter(one => one.checkVisibility());
        all.forEach((one, index) => one.dataset.index = index);
        return all.map((_, index) => String(index));
    }""")
    for _ in wanted:
        one.page.keyboard.press("Tab")
        seen.append(one.page.evaluate("document.activeElement.dataset.index"))
        rings.append(one.page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))

    assert seen == wanted
    assert set(rings) == {"solid"}
    one.page.focus("#second > summary")
    one.page.keyboard.press("Enter")
    assert one.count("details#second[open]") == 1


def test_the_first_thing_a_keyboard_finds_leads_to_the_content(visit) -> None:
    one = visit(html(section("first")))

    one.page.keyboard.press("Tab")
    assert one.page.locator(".skip").bounding_box()["x"] >= 0
    one.page.keyboard.press("Enter")

    assert one.page.evaluate("document.activeElement.id") == "main"


CONTRASTS = """() => {
    const parts = colour => colour.match(/[\\d.]+/g).map(Number);
    const over = (top, below, alpha) => below.map((one, i) => top[i] * alpha + one * (1 - alpha));
    const luminance = colour => colour.map(one => one / 255)
        .map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
        .reduce((sum, one, i) => sum + one * [0.2126, 0.7152, 0.0722][i], 0);
    const poor = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
        let ground = [255, 255, 255], opacity = 1;
        const around = [];
        for (let one = element; one; one = one.parentElement) around.unshift(getComputedStyle(one));
        for (const style of around) {
            const [r, g, b, alpha = 1] = parts(style.backgroundColor);
            ground = over([r, g, b], ground, alpha);
            opacity *= Number(style.opacity);
        }
        const [r, g, b, alpha = 1] = parts(getComputedStyle(element).color);
        const shades = [luminance(over([r, g, b], ground, alpha * opacity)), luminance(ground)].sort((a, b) => b - a);
        const contrast = (shades[0] + 0.05) / (shades[1] + 0.05);
        if (contrast < 4.5) poor.push(`${contrast.toFixed(2)}: ${walker.currentNode.data.trim()}`);
    }
    return [poor, walker.currentNode !== document.body, getComputedStyle(document.body).backgroundColor];
}"""


@pytest.mark.parametrize(("scheme", "ground"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(18, 22, 27)")])
def test_all_words_can_be_read_in_light_and_in_dark(scheme: str, ground: str, visit) -> None:
    one = visit(html(*(section(state.name.lower(), state) for state in State)), color_scheme=scheme)
    one.page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")

    poor, has_words, seen = one.page.evaluate(CONTRASTS)

    assert (poor, has_words, seen) == ([], True, ground)


@pytest.mark.parametrize("width", [320, 400, 1280])
def test_no_width_makes_the_page_scroll_sideways(width: int, visit) -> None:
    long = replace(TOLD, happened="a" * 300, evidence="b" * 300)

    one = visit(html(section("first", told=long)), viewport={"width": width, "height": 800})

    assert one.page.evaluate("document.documentElement.scrollWidth") <= width


def test_paper_is_white_and_shows_what_is_closed(visit) -> None:
    one = visit(html(section("first", State.PASSED)), color_scheme="dark")
    is_seen = "document.querySelector('#first img').checkVisibility({contentVisibilityAuto: true})"
    before = one.page.evaluate(is_seen)

    one.page.emulate_media(media="print")

    assert before is False
    one.page.wait_for_function(is_seen)  # the page is laid out anew in its own time
    assert one.page.locator("#first figcaption").bounding_box()["height"] > 0
    assert one.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not one.page.is_visible("nav")


@pytest.mark.parametrize(("wish", "scrolls"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_who_wants_less_motion_gets_none(wish: str, scrolls: str, visit) -> None:
    one = visit(html(section("first")), reduced_motion=wish)

    assert one.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == scrolls


# -- the command -------------------------------------------------------------------------------------------------------

PICTURES = '''"""Pictures."""
import numpy as np
from matplotlib.figure import Figure

def doubled(student, rng):
    """What `double` does.

    A line.
    """
    figure = Figure()
    axes = figure.subplots()
    axes.plot(student.double(np.arange(3.0)))
    axes.set(title=student.NAME, xlabel="x", ylabel="y")
    return figure
'''


@pytest.mark.slow
def test_the_command_writes_the_page_and_judges_only_what_changed(toy: Toy, learnnn: Run, tmp_path: Path) -> None:
    toy.write("def double(x): return 3 * x")
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{opened}"\n')
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)

    first = learnnn("report", cwd=toy.root, env={"BROWSER": str(browser)})
    judged = Layout(toy.root).last_report("scaling").stat().st_mtime_ns
    second = learnnn("report", "-o", tmp_path / "mine.html", "--open", cwd=toy.root, env={"BROWSER": str(browser)})

    assert (first.code, first.out, first.err) == (0, f"Your report: {toy.root / 'report.html'}\n", "")
    assert "The result is 1.5 times too large." in (toy.root / "report.html").read_text()
    assert second.code == 0 and (tmp_path / "mine.html").is_file()
    assert Layout(toy.root).last_report("scaling").stat().st_mtime_ns == judged
    assert opened.read_text().strip() == (tmp_path / "mine.html").as_uri()  # the second only: it was asked to


def test_where_the_page_cannot_be_written_the_next_step_is_told(toy: Toy, learnnn: Run) -> None:
    ran = learnnn("report", "-o", "nowhere/report.html", cwd=toy.root, timeout_s=20)

    assert ran.code == 1
    assert "there is no such folder\nName another file" in ran.err


@pytest.mark.slow
def test_a_submission_that_prints_markup_stays_text_on_its_way_to_the_browser(toy: Toy, learnnn: Run, visit) -> None:
    toy.write(f"""
NAME = {MARKUP!r}
def double(x):
    print({MARKUP!r})
    if x.sum() == 3:
        return x
    raise ValueError({MARKUP!r})
def total(x): return {MARKUP!r}
class Counter:
    def __init__(self, start): raise type({MARKUP!r}, (Exception,), {{}})({MARKUP!r})
""")
    Layout(toy.root).pictures("scaling").write_text(PICTURES)

    ran = learnnn("report", cwd=toy.root)
    one = visit((toy.root / "report.html").read_text(encoding="utf-8"))

    assert ran.code == 0, ran.err
    assert one.count("script") == 0 and one.count("img") == 1
    assert one.page.eval_on_selector("img", "image => image.decode().then(() => image.naturalWidth)") > 100
    assert one.page.title().startswith("Your work: ") and "owned" not in one.page.title()
    assert one.page.inner_text("#scaling").count("<script>") >= 3
    assert one.events == [one.page.url]
