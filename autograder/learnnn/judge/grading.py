"""Judges submissions by the checks of their exercises, in this process, and makes reports of what was found."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from queue import SimpleQueue

from learnnn.core.errors import CourseError
from learnnn.core.model import CheckResult, Course, Environment, Exercise, Report, Status, Submission
from learnnn.course.layout import Layout
from learnnn.judge.bench import Bench
from learnnn.judge.scoring import score
from learnnn.judge.seeds import PUBLIC_SEED, SECRET
from learnnn.judge.session import Listing, Session, drive
from learnnn.judge.trials import Job, Plan, Trial
from learnnn.system.state import software


def judge(plan: Plan) -> list[list[Trial]]:
    """The trials of every job, in the order of the course's tasks. Raises CourseError if checks cannot be collected."""
    trials: list[list[Trial]] = []
    judge_each(plan, trials.append)
    return trials


def judge_each(plan: Plan, hand_over: Callable[[list[Trial]], object]) -> None:
    """Like `judge`, but the trials of a job are handed over as soon as it is judged, and not kept.

    Raises WorkerError if a check cannot be run in a second worker either: that is the machine's fault and no result.
    """
    drive(plan, Session(plan, hand_over))


class Standing:
    """Judges one job after another by the checks of one exercise, which are collected once for all of them.

    `plan` says how; its own jobs do not count. pytest's session stays in a thread of its own, which works while `judge` waits.
    """

    def __init__(self, plan: Plan, exercise: Exercise) -> None:
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._outcomes: SimpleQueue[list[Trial] | BaseException] = SimpleQueue()
        self._plan = replace(plan, jobs=())
        self._exercise = exercise
        self._thread = threading.Thread(target=self._work, daemon=True, name=f"checks of {exercise.slug}")
        self._thread.start()

    def judge(self, job: Job) -> list[Trial]:
        """The trials of the job. Raises what `judge_each` raises; then there is no more judging here."""
        self._jobs.put(job)
        outcome = self._outcomes.get()
        if isinstance(outcome, BaseException):
            self._outcomes.put(outcome)  # for whoever asks again
            raise outcome
        return outcome

    def close(self) -> None:
        """End the session."""
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        session = Session(self._plan, self._outcomes.put, iter(self._jobs.get, None))
        try:
            drive(self._plan, session, [self._exercise])
        except BaseException as error:  # noqa: BLE001  # raised again where the job came from
            self._outcomes.put(error)


def describe(course: Course, exercise: Exercise) -> list[CheckResult]:
    """The checks of an exercise, public and hidden, in the order they run in, as they are before: none has a status yet.

    Raises CourseError if they cannot be collected.
    """
    found: list[CheckResult] = []
    bench = Bench(Layout(course.root))  # nothing is started there
    nobody = Submission(exercise.slug, bench.layout.stub(exercise.slug), source="", sha256="")
    plan = Plan(course, bench, [Job(exercise, nobody)], with_hidden=True)
    drive(plan, Listing(plan, lambda trials: found.extend(trial.result for trial in trials)))
    return found


def report(job: Job, trials: Iterable[Trial], course: Course, bench: Bench, seed: str = PUBLIC_SEED) -> Report:
    """The verdict on one submission. Raises CourseError when no check ran: that is never a pass."""
    results = [trial.result for trial in trials]
    if not results:
        raise CourseError(f"no check of `{job.exercise.slug}` was found for this selection", path=course.root)
    return Report(
        exercise=job.exercise,
        tasks=score(job.exercise, results, course.not_run),
        environment=environment(bench, job.exercise, results, seed),
        submission=job.submission,
        is_grade=not bench.is_in_process,
    )


def environment(bench: Bench, exercise: Exercise, results: Sequence[CheckResult], seed: str) -> Environment:
    """Where the verdict was reached."""
    devices = {"cpu"}
    for check in results:
        if "[" in check.name and check.status is not Status.NOT_RUN:
            devices.add(check.name.partition("[")[2].rstrip("]"))
    known = [name for name in ("cpu", "phantom", "cuda") if name in devices]
    isolation = bench.isolation_of(exercise).value if results else "nothing was run"
    # What a secret seed is, the store knows; a report only passes on that it was one.
    return Environment(isolation, tuple(known), dict(software()), PUBLIC_SEED if seed == PUBLIC_SEED else SECRET)
