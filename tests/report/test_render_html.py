"""Results as HTML: they say what the terminal says, stand in any page, and let nothing through that is more than text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from learnnn.core.model import (
    CheckResult,
    Environment,
    Exercise,
    Feedback,
    Limits,
    NotRunPolicy,
    Report,
    Status,
    Submission,
    Task,
    Visibility,
)
from learnnn.core.wording import STATUSES, Tone
from learnnn.judge.scoring import score
from learnnn.report.render_html import COLOURS, checks_html, report_html

TASKS = (Task("double", "Twice as much", 2), Task("total", "The sum", 1))
EXERCISE = Exercise("scaling", "Scaling", TASKS, (), (), Limits())
SUBMISSION = Submission("scaling", Path("/course/exercises/scaling/scaling.py"), "", "0123456789abcdef" * 4)
WRONG = Feedback(
    "The result is 2 times too large.",
    evidence="got:      4\nexpected: 2",
    look_at="Read `double` again.",
    traceback=("line 3, in double: return y",),
    snippet="double(1)",
)
TAGS = {"section", "p", "ul", "li", "div", "span", "strong", "code", "pre", "details", "summary"}
# Of what is used here, JupyterLab lets an untrusted notebook have these; `color: inherit` is dropped and not missed.
STYLES = {
    "background", "background-color", "border", "border-left", "border-radius", "color", "cursor", "display", "font-family",
    "font-size", "font-weight", "line-height", "list-style-type", "margin", "margin-left", "opacity", "overflow-wrap",
    "padding", "white-space",
}  # fmt: skip


def check(name, task="double", status=Status.PASSED, told=None, **more) -> CheckResult:
    return CheckResult(name, task, f"{name.partition('[')[0]} holds.", status, feedback=told, **more)


def failing(name="a", told=WRONG, **more) -> CheckResult:
    return check(name, status=Status.FAILED, told=told, **more)


def report(*checks, **more) -> Report:
    tasks = score(EXERCISE, checks, NotRunPolicy.EXCUSED)
    return Report(EXERCISE, tasks, Environment("namespaces", ("cpu",), {}, "public"), SUBMISSION, **more)


@dataclass
class Page(HTMLParser):
    """What a browser makes of a fragment: its elements, and the text of each."""

    fragment: str
    tags: list[str] = field(default_factory=list)
    styles: set[str] = field(default_factory=set)
    texts: list[tuple[str, str]] = field(default_factory=list)  # the innermost element, and what stands in it

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self.feed(self.fragment)
        self.close()
        assert not self._open, "every element is closed"

    def handle_starttag(self, tag, attrs):
        assert {name for name, _ in attrs} <= {"style"}
        self.tags.append(tag)
        self.styles |= {rule.partition(":")[0] for _, style in attrs for rule in style.split(";")}
        self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.texts.append((self._open[-1], data))

    def handle_comment(self, data):
        raise AssertionError(data)

    @property
    def text(self) -> str:
        return "".join(data for _, data in self.texts)

    def within(self, tag: str) -> list[str]:
        return [data for inside, data in self.texts if inside == tag]


# -- what is told ------------------------------------------------------------------------------------------------------


def test_a_card_tells_what_happened_and_where_to_look():
    page = Page(checks_html([failing(output="debugging\n")], 0, 2))

    assert page.text.startswith("FAILED a holds. a \u00b7 0 of 2 points")
    assert page.within("strong") == ["The result is 2 times too large."]
    assert page.within("pre") == ["line 3, in double: return y", "got:      4\nexpected: 2", "double(1)", "debugging"]
    assert page.within("summary") == ["Try it yourself", "It printed"]
    assert "Read double again." in page.text and "double" in page.within("code")


def test_points_that_are_not_given_are_not_spoken_of():
    assert "point" not in Page(checks_html([failing()], 0, 0)).text


def test_several_checks_are_a_list_below_their_points():
    page = Page(checks_html([failing("a"), check("b")], 1.5, 3))

    assert page.text.startswith("1.5 of 3 points")
    assert page.tags.count("li") == 2


def test_devices_that_say_the_same_are_told_together():
    runs = [
        failing("a[cpu]"),
        failing("a[phantom]"),
        check("a[cuda]", status=Status.NOT_RUN, told=Feedback("No CUDA.")),
    ]

    page = Page(checks_html(runs, 0, 1))

    assert page.text.count("a holds.") == page.text.count(WRONG.happened) == 1
    assert "FAILED on cpu, phantom" in page.text and "not run on cuda" in page.text


def test_a_function_that_passes_everywhere_has_one_word():
    page = Page(checks_html([check("a[cpu]"), check("a[phantom]")], 1, 1))

    assert page.text == "passed a holds. a \u00b7 1 of 1 point"


def test_a_mistake_is_explained_once():
    told = replace(WRONG, misconception="doubles")

    page = Page(report_html(report(failing("a", told), failing("b", told), check("c", "total"))))

    assert page.text.count(WRONG.happened) == page.text.count("double(1)") == 1
    assert "The same mistake." in page.text


@pytest.mark.parametrize("status", Status)
def test_every_status_is_told_by_its_word(status):
    word, tone = STATUSES[status]

    fragment = checks_html([check("a", status=status)], 0, 1)

    assert Page(fragment).within("span") == [word]
    assert COLOURS[tone] in fragment


def test_a_report_reads_task_by_task_and_ends_with_the_next_step():
    page = Page(report_html(report(failing("a"), check("b"), check("c", "total"))))

    for words in (
        "Scaling \u00b7 2 of 3 points",
        "scaling.py \u00b7 sha256 0123456789abcdef",
        "The sum total \u00b7 1/1",
    ):
        assert words in page.text
    assert page.text.endswith("Next: a in double. Stuck? learnnn hint scaling::double")


def test_an_unwritten_task_is_to_do_and_not_an_error():
    unwritten = {"status": Status.ERROR, "told": Feedback("Not written yet."), "exception": "NotImplementedError"}

    fragment = report_html(report(check("a", **unwritten), check("b", **unwritten), check("c", "total")))

    assert "to do Not written yet: 2 checks will look at it." in Page(fragment).text
    assert COLOURS[Tone.BAD] not in fragment


def test_what_all_checks_say_is_told_once():
    page = Page(report_html(report(failing("a"), failing("b"))))

    assert page.text.count(WRONG.happened) == 1
    assert "All 2 checks that ran say so." in page.text


def test_a_problem_is_told_with_its_next_step():
    page = Page(report_html(replace(report(), tasks=(), submission=None, problem="it is empty\nWrite it.")))

    assert page.within("p") == [" \u00b7 0 of 0 points", "it is empty"]
    assert page.within("strong") == ["Scaling", "Write it."]


def test_in_a_notebook_the_next_step_is_in_the_notebook():
    unwritten = {"status": Status.ERROR, "told": Feedback("Not written yet."), "exception": "NotImplementedError"}
    of_notebook = replace(report(check("a", **unwritten)), submission=replace(SUBMISSION, path=Path("work.ipynb")))

    assert "write double in the notebook" in Page(report_html(of_notebook)).text


# -- what is not told --------------------------------------------------------------------------------------------------


def test_of_a_hidden_check_only_what_is_safe_is_told():
    told = replace(WRONG, evidence="EXPECTED 1.25", snippet="CALL(1.25)", traceback=("FRAME",))
    hidden = failing(told=told, output="PRINTED", visibility=Visibility.HIDDEN)

    for fragment in (checks_html([hidden], 0, 1), report_html(report(hidden)), report_html(report(hidden, hidden))):
        assert not re.search("EXPECTED|CALL|FRAME|PRINTED|1.25", fragment)
        assert WRONG.happened in fragment and "Read " in fragment


HOSTILE = '</style></pre><script>alert(1)</script><img src=x onerror="alert(1)"><!-- \' `a`'
STEERING = "\u202egnirts\u202c \u2066x\u2069 \u200f\x1b[31m\x07\x00\x9b\u2028\ud800\r"


@pytest.mark.parametrize("text", [HOSTILE, STEERING], ids=["markup", "steering"])
def test_what_a_student_chose_is_text_and_nothing_more(text):
    told = Feedback(text, text, text, (text,), text)
    hostile = check(text, "double", Status.ERROR, told, output=text)
    sent = replace(SUBMISSION, path=Path(f"{text.replace('/', '')}.ipynb"))

    fragments = [
        checks_html([hostile], 0, 1),
        checks_html([hostile, check("b")], 0, 1),
        report_html(replace(report(hostile, check("b")), submission=sent)),
        report_html(replace(report(), tasks=(), problem=f"{text}\n{text}")),
    ]

    for fragment in fragments:
        page = Page(fragment)
        assert set(page.tags) <= TAGS
        assert all(char == "\n" or char.isprintable() for char in fragment)
    if text is HOSTILE:
        assert page.text.replace("a", "").count("<script>lert(1)</script>") == 2


def test_steering_characters_are_spelled_out():
    page = Page(checks_html([failing(output=f"a\t\u00e4\r\n{STEERING}")], 0, 1))

    printed = page.within("pre")[-1]

    assert printed.startswith(
        "a\t\u00e4\n\\u202egnirts\\u202c \\u2066x\\u2069 \\u200f\\x1b[31m\\x07\\x00\\x9b\\u2028\\ud800"
    )


# -- where it is shown -------------------------------------------------------------------------------------------------


def test_styles_are_those_that_untrusted_notebooks_keep():
    page = Page(
        report_html(report(failing("a[cpu]", output="x"), check("a[phantom]"), check("b"), check("c", "total")))
    )

    assert page.styles <= STYLES
    assert set(page.tags) <= TAGS


@pytest.mark.parametrize("colour", COLOURS.values())
def test_words_can_be_read_and_badges_seen_on_light_and_on_dark(colour):
    assert _contrast("#ffffff", colour) >= 4.5
    assert _contrast("#111111", colour) >= 3


def _contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
