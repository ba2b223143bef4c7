"""A class made for measuring: distinct submissions, most of them right, the others with known mistakes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from learnnn.core.model import Course, Exercise
from learnnn.course.layout import Layout

RIGHT = 0.7
# These run until they are stopped, which is an answer where there are limits; plain pytest has none, and would hang.
ENDLESS = {"never_stops"}


@dataclass(frozen=True, slots=True)
class Handed:
    """One student's file for one exercise."""

    student: str
    exercise: str
    origin: str  # `reference`, or the name of the known-wrong solution
    source: str


def class_of(course: Course, students: int, seed: int) -> list[Handed]:
    """Every exercise of every student, student by student. A comment makes each file one of its own."""
    chance, layout = random.Random(seed), Layout(course.root)
    origins = {exercise.slug: _origins(layout, exercise) for exercise in course.exercises}
    return [
        _handed(f"student{number:05}", exercise.slug, origins[exercise.slug], chance)
        for number in range(students)
        for exercise in course.exercises
    ]


def hand_in(folder: Path, submissions: Sequence[Handed]) -> Path:
    """The folder with a folder per student, as `learnnn grade` takes it."""
    for handed in submissions:
        place = folder / handed.student
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{handed.exercise}.py").write_text(handed.source, encoding="utf-8")
    return folder


def _origins(layout: Layout, exercise: Exercise) -> list[Path]:
    """The reference, then the known-wrong solutions."""
    return [
        layout.reference(exercise.slug),
        *(path for path in layout.wrong(exercise.slug) if path.stem not in ENDLESS),
    ]


def _handed(student: str, slug: str, origins: list[Path], chance: random.Random) -> Handed:
    right, *wrong = origins
    path = right if chance.random() < RIGHT else chance.choice(wrong)
    origin = "reference" if path is right else path.stem
    return Handed(student, slug, origin, f"{path.read_text(encoding='utf-8')}\n\n# handed in by {student}\n")
