"""`learnnn show` saves what can be drawn, says why the rest is missing, and makes a page that can do no harm."""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from learnnn.core.learning import Picture
from learnnn.course import course_file
from learnnn.course.layout import Layout
from learnnn.report.gallery import page
from tests.conftest import Run, Toy

PICTURES = '''"""Pictures of `scaling`."""

import numpy as np

from learnnn.drawing import curve, new_figure, numbers


def doubled(student, rng):
    """What `double` does.

    Every point lies on a line.
    """
    figure, ax = new_figure()
    curve(ax, numbers(student.double(np.arange(5.0)), what="what `double` returns", shape=(5,)), label="y")
    ax.set(title="Twice", xlabel="place", ylabel="double")
    return figure


def counted(student, rng):
    """Counting.

    Nothing to see.
    """
    return numbers(student.Counter(1).add(2), what="the count")
'''
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"' \u202e `<b>`"


@pytest.fixture
def with_pictures(toy: Toy) -> Toy:
    """The toy course with two pictures, and with only `double` written."""
    layout = Layout(toy.root)
    layout.pictures("scaling").write_text(PICTURES)
    layout.untouched_stub("scaling").parent.mkdir(parents=True)
    layout.untouched_stub("scaling").write_bytes(toy.stub.read_bytes())
    toy.stub.write_text(toy.stub.read_text().replace("raise NotImplementedError", "return 2 * x", 1))
    return toy


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """A browser that notes what it is asked for: `$BROWSER` names it, and the note is beside it."""
    program = tmp_path / "browser"
    program.write_text(f"#!{sys.executable}\nimport sys\nopen({str(tmp_path / 'opened')!r}, 'a').write(sys.argv[1])\n")
    program.chmod(0o755)
    return program


# -- the command -------------------------------------------------------------------------------------------------------


def test_what_can_be_drawn_is_saved_and_the_rest_is_told(with_pictures: Toy, learnnn: Run, browser: Path):
    ran = learnnn("show", cwd=with_pictures.root, env={"BROWSER": str(browser)})

    folder = with_pictures.root / "pictures"
    assert ran.code == 0, ran.out + ran.err
    assert "drawn     What `double` does  pictures/scaling/doubled.png" in ran.out
    assert "not yet   Counting: `Counter.__init__` (line 20) is not written yet." in ran.out
    assert ran.out.endswith("All of them: pictures/index.html\n")
    assert sorted(path.name for path in (folder / "scaling").iterdir()) == ["doubled.png", "doubled.svg"]
    assert "data:image/svg+xml;base64," in (folder / "index.html").read_text()
    assert not browser.with_name("opened").exists()  # nobody sits at a terminal


@pytest.mark.slow
def test_the_page_is_opened_where_that_is_asked_for(with_pictures: Toy, learnnn: Run, browser: Path):
    ran = learnnn("show", "scaling", "--open", cwd=with_pictures.root, env={"BROWSER": str(browser)})

    assert ran.code == 0
    assert browser.with_name("opened").read_text() == Layout(with_pictures.root).gallery_page().as_uri()


def test_a_picture_that_can_no_longer_be_drawn_goes(with_pictures: Toy, learnnn: Run):
    saved = Layout(with_pictures.root).drawing("scaling", "doubled", "png")
    saved.parent.mkdir(parents=True)
    saved.write_bytes(b"an old one")
    with_pictures.stub.write_text("def double(x): return 'twice'\n")

    ran = learnnn("show", "scaling", cwd=with_pictures.root)

    assert ran.code == 1
    assert "What `double` returns should be numbers; your code answered a string." in ran.out
    assert "No picture could be drawn yet." in ran.out
    assert not saved.exists()


def test_what_nobody_has_begun_is_not_drawn(with_pictures: Toy, learnnn: Run):
    with_pictures.stub.write_bytes(Layout(with_pictures.root).untouched_stub("scaling").read_bytes())

    ran = learnnn("show", cwd=with_pictures.root)

    assert (ran.code, ran.out) == (1, "There is nothing to draw yet: write some code first, or name an exercise.\n")


def test_an_exercise_without_pictures_says_so(toy: Toy, learnnn: Run):
    ran = learnnn("show", "scaling", cwd=toy.root)

    assert (ran.code, ran.out) == (1, "scaling has no pictures.\n")


def test_an_unreadable_file_is_told_and_not_drawn(with_pictures: Toy, learnnn: Run):
    with_pictures.stub.write_bytes(b"\xff\xfe")

    ran = learnnn("show", "scaling", cwd=with_pictures.root)

    assert ran.code == 1
    assert "not UTF-8" in ran.err


@pytest.mark.slow
def test_a_folder_that_cannot_be_written_is_an_error_with_a_next_step(with_pictures: Toy, learnnn: Run):
    (with_pictures.root / "pictures").write_text("in the way")

    ran = learnnn("show", "scaling", cwd=with_pictures.root)

    assert ran.code == 1
    assert "the pictures cannot be saved" in ran.err
    assert "Traceback" not in ran.err


# -- the page ----------------------------------------------------------------------------------------------------------


class _Page(HTMLParser):
    """The elements of a page, and what it asks for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def all(self, name: str) -> list[str]:
        return [value or "" for key, value in self.attributes if key == name]


@pytest.fixture
def shown(toy: Toy) -> str:
    """A page whose every word is hostile."""
    course = course_file.load(toy.root)
    drawn = Picture("a", HOSTILE, HOSTILE, svg=b"<svg/>", png=b"png")
    return page(course, [(course.exercises[0], [drawn, Picture("b", HOSTILE, HOSTILE, problem=HOSTILE)])])


def test_words_on_the_page_are_words(shown: str):
    found = _Page(shown)

    assert "script" not in found.tags
    assert "b" not in found.tags
    assert not [name for name, _ in found.attributes if name.startswith("on")]
    assert found.tags.count("img") == 1
    assert "\u202e" not in shown
    assert "alert(1)" in shown  # it is shown, as it is


def test_the_page_asks_for_nothing_and_runs_nothing(shown: str):
    found = _Page(shown)

    assert all(address.startswith(("data:", "#")) for address in found.all("src") + found.all("href"))
    assert any("default-src 'none'" in content and "script-src" not in content for content in found.all("content"))


def test_every_image_has_an_alternative_text(shown: str):
    (alternative,) = _Page(shown).all("alt")

    assert alternative.startswith("<script>alert(1)</script>")
