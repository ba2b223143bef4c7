"""What every command starts from: the course around the working directory, and the exercises that were named."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from learnnn.core.errors import CourseError
from learnnn.core.model import Course, Exercise
from learnnn.core.wording import did_you_mean
from learnnn.course import course_file
from learnnn.course.layout import COURSE_FILE, course_above

Selection = dict[str, frozenset[str]]  # slug: tasks (none: all)


def load_course(folder: Path | None) -> Course:
    """The course named by `--course`, or the nearest one around the working directory."""
    root = folder if folder is not None else course_above(Path.cwd())
    if root is None:
        raise CourseError(
            f"there is no {COURSE_FILE} here or in a folder above",
            path=Path.cwd(),
            next_step="Run learnnn inside a course's folder, or name one: `learnnn --course DIR …`.",
        )
    return course_file.load(root.resolve())


def find_exercise(course: Course, slug: str) -> Exercise:
    """The exercise of this name; a usage error, with the nearest name, if there is none."""
    exercise = course.exercise(slug)
    if exercise is None:
        raise _unknown("exercise", slug, [known.slug for known in course.exercises])
    return exercise


def select(course: Course, names: Sequence[str]) -> Selection:
    """`perceptron` and `perceptron::fit` as exercises with the tasks chosen, in the order given."""
    chosen: dict[str, set[str] | None] = {}
    for name in names:
        slug, colons, task = name.strip("/").rpartition("/")[2].removesuffix(".py").partition("::")
        exercise = find_exercise(course, slug)
        if not colons:
            chosen[slug] = None
            continue
        if exercise.task(task) is None:
            raise _unknown(f"task of {slug}", task, [known.name for known in exercise.tasks])
        tasks = chosen.setdefault(slug, set())
        if tasks is not None:
            tasks.add(task)
    return {slug: frozenset(tasks or ()) for slug, tasks in chosen.items()}


def _unknown(kind: str, name: str, known: list[str]) -> click.UsageError:
    return click.UsageError(f"there is no {kind} `{name}`. {did_you_mean(name, known)}")
