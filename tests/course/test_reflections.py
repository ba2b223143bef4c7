"""Reflections are listed in course.yml, asked in one file and explained to graders in another, and earn no points here."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnnn.core.errors import CourseError
from learnnn.core.model import Exercise, Reflection
from learnnn.course import course_file, reflections
from learnnn.course.layout import Layout
from tests.conftest import ROOT

COURSE = """\
title: A course
format: 1
exercises:
  - slug: scaling
    title: Scaling
    tasks:
      - {name: double, title: Twice, points: 3}
"""
REFLECTING = [exercise for exercise in course_file.load(ROOT).exercises if exercise.reflections]


def course_with(place: Path, *rows: str) -> Exercise:
    """The exercise of a course that lists these reflections."""
    lines = ["    reflections:", *(f"      - {row}" for row in rows)] if rows else []
    (place / "course.yml").write_text(COURSE + "\n".join([*lines, ""]))
    return course_file.load(place).exercises[0]


def test_course_yml_lists_reflections_in_order(tmp_path):
    exercise = course_with(
        tmp_path, "{name: why, title: Why so?, points: 2}", "{name: when, title: When?, points: 1.5}"
    )

    assert exercise.reflections == (Reflection("why", "Why so?", 2), Reflection("when", "When?", 1.5))


def test_an_exercise_needs_no_reflections(tmp_path):
    assert course_with(tmp_path).reflections == ()


def test_their_points_are_not_among_those_of_the_checks(tmp_path):
    assert course_with(tmp_path, "{name: why, title: Why so?, points: 2}").points == 3


@pytest.mark.parametrize(
    ("row", "what", "next_step"),
    [
        ("{name: double, title: Why so?, points: 2}", "has a task `double`", "Give the reflection another name."),
        ("{name: why, title: When?, points: 2}", "has another reflection `why`", "Give the reflection another name."),
        ("{name: when, title: When?}", "`points` is missing", "Add `points: …` here."),
        ("{name: when, titel: When?, points: 2}", "unknown entry `titel`", "Write `title`."),
        ("{name: when, title: When?, points: 2, needs: [double]}", "unknown entry `needs`", "Known here: name, title"),
        ("{name: when, title: When?, points: 0}", "`points` has a value that is not allowed", "Write a number > 0."),
        ("{name: When, title: When?, points: 2}", "`name` is not a name", "Write a name of lower-case letters"),
    ],
    ids=["a task's name", "a name twice", "no points", "a typing error", "needs", "nothing to earn", "no name"],
)
def test_a_mistake_in_course_yml_is_told_with_its_line(tmp_path, row, what, next_step):
    with pytest.raises(CourseError, match=what) as raised:
        course_with(tmp_path, "{name: why, title: Why so?, points: 2}", row)

    assert (raised.value.path, raised.value.line) == (tmp_path / "course.yml", 10)
    assert raised.value.next_step.startswith(next_step)


def test_another_exercise_may_use_the_same_name(tmp_path):
    reflecting = "    reflections:\n      - {name: why, title: Why so?, points: 2}\n"
    other = COURSE.partition("exercises:\n")[2].replace("scaling", "adding") + reflecting
    (tmp_path / "course.yml").write_text(COURSE + reflecting + other)

    names = [[one.name for one in exercise.reflections] for exercise in course_file.load(tmp_path).exercises]

    assert names == [["why"], ["why"]]


def test_texts_are_read_by_name(tmp_path):
    (tmp_path / "reflection.md").write_text("# Reflections\n\n## why\n\nWhy so?\n\n## when\nWhen?\n")

    assert reflections.load(tmp_path / "reflection.md") == {"why": "Why so?", "when": "When?"}


def test_a_missing_file_is_the_courses_mistake(tmp_path):
    with pytest.raises(CourseError, match="the reflections cannot be read") as raised:
        reflections.load(tmp_path / "reflection.md")

    assert raised.value.next_step == "Write reflection.md."


@pytest.mark.parametrize("exercise", REFLECTING, ids=lambda exercise: exercise.slug)
def test_the_courses_reflections_have_question_and_mark_scheme(exercise):
    layout, names = Layout(ROOT), [reflection.name for reflection in exercise.reflections]

    questions, mark_scheme = (
        reflections.load(path) for path in (layout.reflections(exercise.slug), layout.mark_scheme(exercise.slug))
    )

    assert list(questions) == list(mark_scheme) == names
    assert all(questions.values()) and all(mark_scheme.values())
