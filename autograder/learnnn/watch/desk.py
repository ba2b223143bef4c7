"""What lies on a student's desk: the exercise at hand, what is known about each, what is to be checked next. No terminal."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from learnnn.core import wording
from learnnn.core.errors import LearnnnError, SubmissionError
from learnnn.core.learning import Stand, State
from learnnn.core.model import CheckResult, Course, Exercise, Report, Status, Submission, TaskResult
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.desk.progress import Progress
from learnnn.system import state


@dataclass(frozen=True, slots=True)
class Saved:
    """The files of an exercise as they were at one moment; with a problem where the student's cannot be read."""

    exercise: Exercise
    digest: str
    submission: Submission | None = None
    problem: SubmissionError | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of checking what was saved: a report, or why there is none."""

    saved: Saved
    outcome: Report | LearnnnError
    at: str  # o'clock
    took_s: float

    @property
    def report(self) -> Report | None:
        """None where there is nothing to say about the student's code."""
        return self.outcome if isinstance(self.outcome, Report) and self.outcome.problem is None else None

    @property
    def passed(self) -> bool:
        return self.report is not None and self.report.passed


@dataclass(slots=True)
class Desk:
    """Knows where the student is in the course, and asks for one check after another."""

    course: Course
    progress: Progress
    exercise: Exercise
    is_due: bool = True  # the exercise at hand waits for a check
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    stands: dict[str, Stand] = field(default_factory=dict)
    others: deque[Exercise] = field(default_factory=deque)  # that are to be checked when there is time

    def __post_init__(self) -> None:
        self.look_at_all()

    @property
    def layout(self) -> Layout:
        return Layout(self.course.root)

    @property
    def verdict(self) -> Verdict | None:
        """The newest on the exercise at hand."""
        return self.verdicts.get(self.exercise.slug)

    # -- where in the course ---------------------------------------------------------------------------------------

    def go(self, exercise: Exercise) -> None:
        """Take this exercise in hand. It is checked unless what is known of it is about the files as they are."""
        self.exercise = exercise
        self.is_due = not self.is_known(exercise)

    def neighbour(self, step: int) -> Exercise | None:
        """The exercise that is so many places away; None past either end."""
        place = self.course.exercises.index(self.exercise) + step
        return self.course.exercises[place] if 0 <= place < len(self.course.exercises) else None

    def following(self) -> Exercise | None:
        """The next exercise that has not passed, looked for from the one at hand on, and then from the start."""
        place = self.course.exercises.index(self.exercise) + 1
        around = (*self.course.exercises[place:], *self.course.exercises[: place - 1])
        return next((exercise for exercise in around if not self.has_passed(exercise)), None)

    def has_passed(self, exercise: Exercise) -> bool:
        return self.stands[exercise.slug].state is State.PASSED

    @property
    def passed(self) -> int:
        """How many exercises have."""
        return sum(map(self.has_passed, self.course.exercises))

    def look_at_all(self) -> None:
        """How every exercise stands, with the files as they are now."""
        self.stands = {exercise.slug: self.progress.stand(exercise) for exercise in self.course.exercises}

    # -- files -----------------------------------------------------------------------------------------------------

    def is_meant(self, path: Path) -> bool:
        """Whether saving this file changes a verdict."""
        return path in self._files(path.parent.name)

    def touched(self, paths: Iterable[Path]) -> list[Exercise]:
        """The exercises that these files belong to, in the order of the course."""
        slugs = {path.parent.name for path in paths}
        return [exercise for exercise in self.course.exercises if exercise.slug in slugs]

    def as_saved(self, exercise: Exercise) -> Saved:
        """The exercise's files as they are now."""
        digest = state.digest_of([exercise], self._files(exercise.slug))
        try:
            submission = submissions.read(self.layout.stub(exercise.slug), exercise.slug)
        except SubmissionError as error:
            return Saved(exercise, digest, problem=error)
        return Saved(exercise, digest, submission)

    def is_known(self, exercise: Exercise) -> bool:
        """Whether there is a verdict on the files as they are now."""
        verdict = self.verdicts.get(exercise.slug)
        return verdict is not None and verdict.saved.digest == self.as_saved(exercise).digest

    def _files(self, slug: str) -> list[Path]:
        layout = self.layout
        return [layout.stub(slug), layout.public_checks(slug), layout.stage(slug)]

    # -- checks ----------------------------------------------------------------------------------------------------

    def want(self, exercises: Iterable[Exercise]) -> None:
        """Have these checked when there is time, except where what is known is about the files as they are."""
        self.others.extend(one for one in exercises if one not in self.others and not self.is_known(one))

    def next_due(self) -> Exercise | None:
        """What is to be checked now; it is not due any more. The exercise at hand comes first."""
        if self.is_due:
            self.is_due = False
            return self.exercise
        return self.others.popleft() if self.others else None

    def take(self, verdict: Verdict) -> None:
        """Keep a verdict on the files as they are, and what the progress makes of it."""
        exercise = verdict.saved.exercise
        self.verdicts[exercise.slug] = verdict
        if exercise == self.exercise:
            self.is_due = False
        if verdict.report is not None:
            self.progress.note(verdict.report)
        self.stands[exercise.slug] = self.progress.stand(exercise)


# -- what a report has to say first ------------------------------------------------------------------------------------


def first_failure(report: Report) -> CheckResult | None:
    """The check to be told about: the first that fails, before any that only waits for code that is not written yet."""
    checks = [check for task in report.tasks if not wording.is_unwritten(task) for check in task.checks]
    urgent = (check for check in checks if not check.passed and check.status not in wording.UNHURRIED)
    waiting = (check for check in checks if check.status in (Status.BLOCKED, Status.INCONCLUSIVE))
    return next(urgent, None) or next(waiting, None)


def first_unwritten(report: Report) -> TaskResult | None:
    return next((task for task in report.tasks if wording.is_unwritten(task)), None)


def stuck_at(exercise: Exercise, report: Report | None) -> str:
    """The task that a hint should be about: that of what is shown, else the first that has not passed, else the first."""
    if report is None:
        return exercise.tasks[0].name
    failure, unwritten = first_failure(report), first_unwritten(report)
    if failure is not None:
        return failure.task
    return unwritten.task.name if unwritten is not None else exercise.tasks[0].name
