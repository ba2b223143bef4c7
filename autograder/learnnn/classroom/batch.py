"""What a process of the pool or a node of a cluster does: grade a few works on one exercise, with its workers kept warm.

A batch and what comes of it are plain data. Whoever grades has the course's folder and reads it only; what students wrote
runs in workers, never here.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from learnnn.core.errors import CourseError
from learnnn.core.model import Exercise, Isolation, Layer, Report, Standing, Status, Submission, Verdict
from learnnn.core.report_json import to_dict
from learnnn.course import course_file
from learnnn.course.layout import Layout
from learnnn.diagnosis.catalogue import Catalogue
from learnnn.diagnosis.causes import explain, failing_names, judged_names
from learnnn.judge.bench import Bench
from learnnn.judge.grading import judge_each, report
from learnnn.judge.recordings import Recordings, load_or_record
from learnnn.judge.trials import Job, Plan, Trial
from learnnn.worker.launch import Launchers

ASKED_AGAIN = 2  # passes of each work in a shared worker that are asked again in a fresh one
ONE_AT_A_TIME = threading.Lock()  # pytest's state is the process's


@dataclass(frozen=True, slots=True)
class Work:
    """One student's file for one exercise, waiting to be graded."""

    student: str
    submission: Submission


@dataclass(frozen=True, slots=True)
class Assignment:
    """What all works of a class are graded by. `weakest` is the least that must stand between their code and the rest."""

    course_root: str
    seed: str
    weakest: Isolation = Isolation.LANDLOCK
    strongest: Isolation = Isolation.NAMESPACES
    is_fresh: bool = False  # each check in a worker of its own


class Grader:
    """Grades works, one after another. Its workers' warm parents live until it is closed."""

    def __init__(self, assignment: Assignment) -> None:
        self._seed, self._is_fresh = assignment.seed, assignment.is_fresh
        self._course = course_file.load(Path(assignment.course_root))
        launchers = Launchers(assignment.strongest, assignment.weakest)
        self._bench = Bench(Layout(self._course.root), launchers=launchers)
        self._recordings: dict[str, Recordings] = {}
        self._catalogues: dict[str, Catalogue] = {}

    def prepare(self, slugs: Sequence[str]) -> Isolation:
        """Get ready for these exercises; the weakest level of isolation that any of their workers has.

        Raises WorkerError if one is weaker than it may be, CourseError if a reference does not pass its own checks.
        """
        exercises = [self._exercise(slug) for slug in slugs]
        with ONE_AT_A_TIME:
            for exercise in exercises:
                self._bench.warm(exercise)
            levels = [self._bench.isolation_of(exercise) for exercise in exercises]
            for exercise in exercises:
                self._recordings_of(exercise)
        return max(levels, key=list(Isolation).index)

    def grade(self, batch: Sequence[Work]) -> list[Verdict]:
        """One verdict for each work, in their order; all are works on one exercise."""
        exercise = self._exercise(batch[0].submission.exercise)
        verdicts: list[Verdict] = []
        started = 0.0

        def hand_over(trials: list[Trial]) -> None:
            nonlocal started
            work, job = batch[len(verdicts)], plan.jobs[len(verdicts)]
            told = report(job, self._explained(exercise, trials, plan), self._course, self._bench, self._seed)
            now = time.perf_counter()
            verdicts.append(_verdict(work, told, now - started))
            started = now

        with ONE_AT_A_TIME:
            plan = self._plan(exercise, [Job(exercise, work.submission) for work in batch])
            started = time.perf_counter()
            judge_each(plan, hand_over)
        return verdicts

    def close(self) -> None:
        self._bench.close()

    def _plan(self, exercise: Exercise, jobs: Sequence[Job]) -> Plan:
        recordings = {exercise.slug: self._recordings_of(exercise)}
        return Plan(
            self._course,
            self._bench,
            jobs,
            with_hidden=True,
            hidden_seed=self._seed,
            recordings=recordings,
            is_sharing=not self._is_fresh,
            asked_again=ASKED_AGAIN,
        )

    def _exercise(self, slug: str) -> Exercise:
        exercise = self._course.exercise(slug)
        if exercise is None:
            raise CourseError(f"there is no exercise `{slug}`", path=self._bench.layout.course_file)
        return exercise

    def _recordings_of(self, exercise: Exercise) -> Recordings:
        if exercise.slug not in self._recordings:
            self._recordings[exercise.slug] = load_or_record(self._course, exercise, self._bench, self._seed)
        return self._recordings[exercise.slug]

    def _explained(self, exercise: Exercise, trials: list[Trial], plan: Plan) -> list[Trial]:
        failing = failing_names(trials)
        if not failing:
            return trials
        if exercise.slug not in self._catalogues:
            self._catalogues[exercise.slug] = Catalogue(exercise, plan)
        return explain(trials, self._catalogues[exercise.slug].entries_for(failing, judged_names(trials)))


def grade_batch(assignment: Assignment, batch: Sequence[Work]) -> list[Verdict]:
    """Grade the batch in this process, which gets ready the first time and then stays so."""
    return _grader(assignment).grade(batch)


def grade_plainly(assignment: Assignment, batch: Sequence[Work]) -> str:
    """Like `grade_batch`, as text that `read_plainly` reads."""
    return write_plainly(grade_batch(assignment, batch))


def write_plainly(verdicts: Sequence[Verdict]) -> str:
    """The verdicts as JSON, whatever characters a student's code put into them."""
    return json.dumps([asdict(verdict) | {"standing": verdict.standing.value} for verdict in verdicts])


def read_plainly(text: str) -> list[Verdict]:
    """The verdicts in the text. Raises ValueError if it is not what `write_plainly` writes."""
    content: Any = json.loads(text)
    return msgspec.convert(content, list[Verdict])


@lru_cache(maxsize=1)
def _grader(assignment: Assignment) -> Grader:
    return Grader(assignment)


def _verdict(work: Work, told: Report, seconds: float) -> Verdict:
    broken = [check.name for check in told.checks if check.status is Status.BROKEN]
    seen = {check.feedback.misconception for check in told.checks if check.feedback is not None}
    return Verdict(
        student=work.student,
        exercise=told.exercise.slug,
        standing=Standing.BROKEN if broken else Standing.PASSED if told.passed else Standing.FAILED,
        sha256=work.submission.sha256,
        earned=None if broken else told.earned,
        possible=told.possible,
        isolation=told.environment.isolation,
        seconds=seconds,
        misconceptions=tuple(sorted(name for name in seen if name is not None)),
        problem=f"broken: {', '.join(broken)}" if broken else None,
        report=to_dict(told, Layer.STAFF),  # the store is its owner's alone
    )
