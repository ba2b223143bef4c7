"""Grades a class: reads what was handed in, has graded what the store does not know yet, and keeps every verdict at once.

Whatever ends it, what is in the store is there to stay, and the next run goes on from there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import learnnn
from learnnn.classroom import pool
from learnnn.classroom.batch import Assignment, Grader, Work
from learnnn.classroom.pool import Batch, Executors
from learnnn.classroom.store import Store
from learnnn.core.model import Course, Exercise, Isolation, Standing, Verdict
from learnnn.course import intake
from learnnn.course.intake import HandIn, Received
from learnnn.course.layout import Layout
from learnnn.judge.trials import unwatched
from learnnn.system import state

MAX_BATCH = 8  # a batch costs 60 ms of its own, less than a tenth of what most works take
TURNS = 4  # batches that every place has at least, so that all end at about the same time


@dataclass(frozen=True, slots=True)
class Graded:
    """How the class stands after a run: the verdicts on all who are among the hand-ins, without their reports."""

    verdicts: tuple[Verdict, ...]
    newly: int  # how many of them came to be in this run
    of_others: int  # kept in the store, of students who are not among them any more


def grade(
    exercises: Sequence[Exercise],
    hand_ins: Sequence[HandIn],
    store: Store,
    *,
    executors: Callable[[], Executors],
    on_progress: Callable[..., None] = unwatched,
) -> Graded:
    """Grade what was handed in for these exercises and the store does not know yet.

    `executors` is called if there is anything to be done. Raises CourseError and WorkerError where no work can be graded;
    what was graded by then is kept.
    """
    new = _Survey(exercises, store)
    for hand_in in hand_ins:
        new.look_at(hand_in)
    store.add(new.problems)
    if new.works:
        on_progress(0, more=new.works)
        places = executors()
        size = max(1, min(MAX_BATCH, math.ceil(new.works / (TURNS * max(1, len(places.places()))))))

        def keep(verdicts: list[Verdict]) -> None:
            store.add(verdicts)
            on_progress(len(verdicts))

        pool.run(_batches(new.hand_ins, exercises, store, size), places, keep)
    return _graded(exercises, {hand_in.student for hand_in in hand_ins}, store, new.works + len(new.problems))


def prepare(exercises: Sequence[Exercise], assignment: Assignment) -> Isolation:
    """Record what is needed for grading, so that others only read it; the isolation that workers have here.

    Raises WorkerError where that is less than the assignment allows, CourseError where a reference fails its own checks.
    """
    grader = Grader(assignment)
    try:
        return grader.prepare([exercise.slug for exercise in exercises])
    finally:
        grader.close()


def grading_keys(course: Course, exercises: Sequence[Exercise]) -> dict[str, str]:
    """By exercise: changes with everything that a work on it is graded by."""
    layout = Layout(course.root)
    return {
        exercise.slug: state.digest_of([learnnn.__version__, exercise, course.not_run], layout.graded_by(exercise.slug))
        for exercise in exercises
    }


class _Survey:
    """What is new in the folder. Only names and numbers are kept of it: a class may be large."""

    def __init__(self, exercises: Sequence[Exercise], store: Store) -> None:
        self.hand_ins: list[HandIn] = []  # those with works to be graded
        self.works = 0
        self.problems: list[Verdict] = []
        self._exercises = exercises
        self._store = store

    def look_at(self, hand_in: HandIn) -> None:
        new = [received for received in intake.read(hand_in, self._exercises) if not self._store.is_known(received)]
        works = sum(received.submission is not None for received in new)
        if works:
            self.hand_ins.append(hand_in)
            self.works += works
        self.problems += [_not_gradable(received) for received in new if received.submission is None]


def _not_gradable(received: Received) -> Verdict:
    return Verdict(received.student, received.exercise, Standing.NOT_GRADABLE, problem=received.problem)


def _batches(hand_ins: Sequence[HandIn], exercises: Sequence[Exercise], store: Store, size: int) -> Iterator[Batch]:
    """Works on one exercise each, read when they are wanted."""
    waiting: dict[str, list[Work]] = {exercise.slug: [] for exercise in exercises}
    for hand_in in hand_ins:
        for received in intake.read(hand_in, exercises):
            if received.submission is None or store.is_known(received):
                continue
            works = waiting[received.exercise]
            works.append(Work(received.student, received.submission))
            if len(works) == size:
                yield tuple(works)
                works.clear()
    yield from (tuple(works) for works in waiting.values() if works)


def _graded(exercises: Sequence[Exercise], students: set[str], store: Store, newly: int) -> Graded:
    slugs = {exercise.slug for exercise in exercises}
    rows = [verdict for verdict in store.verdicts() if verdict.exercise in slugs]
    present = tuple(verdict for verdict in rows if verdict.student in students)
    return Graded(present, newly, len(rows) - len(present))
