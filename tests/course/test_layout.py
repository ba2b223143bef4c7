"""Every path is spelled with the slug, and says whether a student may see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnnn.course.layout import Layout, course_above, is_hidden, slug_of

LAYOUT = Layout(Path("/course"))
SHOWN = [LAYOUT.stub, LAYOUT.statement, LAYOUT.hints, LAYOUT.public_checks, LAYOUT.stage, LAYOUT.reflections]
KEPT = [LAYOUT.reference, LAYOUT.hidden_checks, LAYOUT.wrong_folder, LAYOUT.mark_scheme]


@pytest.mark.parametrize("path_of", SHOWN, ids=lambda f: f.__name__)
def test_what_a_student_may_see_is_under_exercises(path_of):
    assert path_of("scaling").is_relative_to(LAYOUT.exercises / "scaling")


@pytest.mark.parametrize("path_of", KEPT, ids=lambda f: f.__name__)
def test_what_a_student_may_not_see_is_under_solutions(path_of):
    assert path_of("scaling").is_relative_to(LAYOUT.solutions / "scaling")


def test_no_two_things_share_a_path():
    paths = [path_of("scaling") for path_of in (*SHOWN, *KEPT)]

    assert len(set(paths)) == len(paths)


def test_known_wrong_solutions_come_by_name(tmp_path):
    layout = Layout(tmp_path)
    layout.wrong_folder("scaling").mkdir(parents=True)
    for name in ("b.py", "a.py", "notes.md"):
        (layout.wrong_folder("scaling") / name).touch()

    assert [path.name for path in layout.wrong("scaling")] == ["a.py", "b.py"]


def test_an_exercise_without_the_folder_has_no_known_wrong_solutions(tmp_path):
    assert Layout(tmp_path).wrong("scaling") == []


@pytest.mark.parametrize("below", [".", "exercises", "exercises/scaling/deep"])
def test_a_course_is_found_from_any_folder_in_it(tmp_path, below):
    (tmp_path / "course.yml").touch()
    (tmp_path / below).mkdir(parents=True, exist_ok=True)

    assert course_above(tmp_path / below) == tmp_path


def test_the_nearest_course_is_found(tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "course.yml").touch()
    (inner / "course.yml").touch()

    assert course_above(inner) == inner


def test_a_folder_of_that_name_is_no_course(tmp_path):
    (tmp_path / "sub" / "course.yml").mkdir(parents=True)

    assert course_above(tmp_path / "sub") != tmp_path / "sub"


def test_checks_know_their_exercise_and_who_may_see_them():
    public, hidden = LAYOUT.public_checks("scaling"), LAYOUT.hidden_checks("scaling")

    assert (slug_of(public), is_hidden(public)) == ("scaling", False)
    assert (slug_of(hidden), is_hidden(hidden)) == ("scaling", True)
