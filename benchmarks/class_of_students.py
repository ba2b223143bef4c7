"""A class made for measuring: distinct submissions, most of them right, the others with known mistakes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from learnnn.core.model import Course, Exercise
from learnnn.course.layout import Layout
from learnnn.diagnosis.misconceptions import load_all

RIGHT = 0.7
# These run until they are stopped, which is an answer where there are limits; plain pytest has none, and would hang.
ENDLESS = {"never_stops"}

Origin = tuple[str, str]  # its name, its text


@dataclass(frozen=True, slots=True)
class Handed:
    """One student's file for one exercise."""

    student: str
    exercise: str
    origin: str  # `reference`, or the name of the mistake
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


def _origins(layout: Layout, exercise: Exercise) -> list[Origin]:
    """The reference, then the known-wrong solutions, each with its name."""
    wrong = [one for one in load_all(exercise, layout) if one.name not in ENDLESS]
    right = layout.reference(exercise.slug).read_text(encoding="utf-8")
    return [("reference", right), *((one.known_as, one.submission.source) for one in wrong)]


def _handed(student: str, slug: str, origins: list[Origin], chance: random.Random) -> Handed:
    right, *wrong = origins
    origin, source = right if chance.random() < RIGHT else chance.choice(wrong)
    return Handed(student, slug, origin, f"{source}\n\n# handed in by {student}\n")
