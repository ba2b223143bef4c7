"""Judges submissions: drives pytest over an exercise's checks, in this process, once per submission.

The checks are collected once and run again for each submission. Each run of a check is a `Trial`: its result, and the
record of what was said. Nothing collected is an error; a check whose own code fails is broken and yields no score.
"""

from __future__ import annotations

import os
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from learnnn.core.errors import CourseError, LearnnnError, WorkerError
from learnnn.core.model import (
    FAILING,
    CheckResult,
    Course,
    Environment,
    Exercise,
    Report,
    Status,
    Submission,
    Visibility,
)
from learnnn.core.outcomes import Outcome, StudentKilled, StudentRaised
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout, is_hidden
from learnnn.judge.bench import Bench, OpenModule
from learnnn.judge.blocking import Blocking, blocked
from learnnn.judge.conversation import Exchange, Timing
from learnnn.judge.feedback import feedback_of, sentence, status_of, withheld_of
from learnnn.judge.judging import Judging
from learnnn.judge.recorded import Recordings
from learnnn.judge.replay import Turn
from learnnn.judge.scoring import score
from learnnn.judge.snippets import snippet
from learnnn.judge.stash import JUDGING, OPENED, RECORDER, REPLAY
from learnnn.system.state import software

PYTEST_INI = Path(__file__).with_name("pytest.ini")


@dataclass(frozen=True, slots=True)
class Trial:
    """One check run on one submission."""

    result: CheckResult
    record: Sequence[Exchange] = ()
    timings: Sequence[Timing] = ()
    reference: Sequence[Turn] | None = None  # what it was asked and said, where that is recorded

    @property
    def staff_note(self) -> str:
        """The whole of what happened; a student never sees it."""
        return self.result.withheld.note if self.result.withheld is not None else ""

    is_timed: bool = False
    is_beyond_recording: bool = False  # the reference was asked something that depends on the student's answers


@dataclass(frozen=True, slots=True)
class Job:
    """One submission to be judged by the checks of its exercise; `tasks` and `checks` narrow them down.

    A check is named with its device, or without: then it is meant on each. Without `has_reference` the recordings must do.
    With `until_it_fails` the first check that fails is the last one run.
    """

    exercise: Exercise
    submission: Submission
    tasks: frozenset[str] = frozenset()
    checks: frozenset[str] = frozenset()
    has_reference: bool = True
    until_it_fails: bool = False

    def wants(self, item: pytest.Item) -> bool:
        """Whether this check is to be run."""
        if item.path.parent.name != self.exercise.slug:
            return False
        if self.checks and not self.checks & {item.name, item.name.partition("[")[0]}:
            return False
        return not self.tasks or _task_of(item) in self.tasks


def unwatched(*_: object, **__: object) -> None:
    """Progress that nobody looks at."""


@dataclass(slots=True)
class Plan:
    """What to judge, and how."""

    course: Course
    bench: Bench
    jobs: Sequence[Job]
    with_hidden: bool = False
    hidden_seed: str = "unset"
    is_blocking: bool = True  # what fails because a needed task fails is `blocked`; a wrong task is not timed
    on_progress: Callable[..., None] = unwatched
    recordings: Mapping[str, Recordings] = field(default_factory=dict)  # by slug: what the reference need not say again
    is_recording: bool = False


def judge(plan: Plan) -> list[list[Trial]]:
    """The trials of every job, in the order of the course's tasks. Raises CourseError if checks cannot be collected."""
    trials: list[list[Trial]] = []
    judge_each(plan, trials.append)
    return trials


def judge_each(plan: Plan, hand_over: Callable[[list[Trial]], object]) -> None:
    """Like `judge`, but the trials of a job are handed over as soon as it is judged, and not kept.

    Raises WorkerError if a check cannot be run in a second worker either: that is the machine's fault and no result.
    """
    _drive(plan, _Session(plan, hand_over))


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
        session = _Session(self._plan, self._outcomes.put, iter(self._jobs.get, None))
        try:
            _drive(self._plan, session, [self._exercise])
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
    _drive(plan, _Listing(plan, lambda trials: found.extend(trial.result for trial in trials)))
    return found


def _drive(plan: Plan, session: _Session, exercises: Iterable[Exercise] = ()) -> None:
    """Have pytest collect the checks of all jobs, and of these exercises, and the session run them."""
    slugs = dict.fromkeys(exercise.slug for exercise in (*exercises, *(job.exercise for job in plan.jobs)))
    layout = plan.bench.layout
    files = [layout.public_checks(slug) for slug in slugs]
    if plan.with_hidden:
        files += [layout.hidden_checks(slug) for slug in slugs]
    for file in files:
        if not file.is_file():
            raise CourseError(
                "there is no such file of checks", path=file, next_step="Every exercise has checks; write them."
            )
    options = [f"--rootdir={plan.course.root}", "-c", str(PYTEST_INI), "--noconftest", "-p", "learnnn.pytest_plugin"]
    with _imported_anew(files), _deaf_to_the_environment(), warnings.catch_warnings(action="ignore"):
        code = pytest.main([*options, *map(str, files)], plugins=[session])
    if session.error is not None:
        raise session.error
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) or session.judged < len(plan.jobs):
        raise CourseError(f"the checks could not be run: pytest ended with {code!r}", path=plan.course.root)


@contextmanager
def _deaf_to_the_environment() -> Iterator[None]:
    """Pytest would take options and plugins from there: a verdict must not depend on them."""
    found = {name: os.environ.pop(name) for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS") if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(found)


@contextmanager
def _imported_anew(files: Iterable[Path]) -> Iterator[None]:
    """Forget the checks afterwards: pytest goes by their name, and would take those of another course, or of yesterday."""
    known, paths = set(sys.modules), set(map(str, files))
    try:
        yield
    finally:
        for name in sys.modules.keys() - known:
            if getattr(sys.modules[name], "__file__", None) in paths:
                del sys.modules[name]


def report(job: Job, trials: Iterable[Trial], course: Course, bench: Bench, seed: str = "public") -> Report:
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
    return Environment(isolation, tuple(known), dict(software()), seed)


class _Session:
    """The pytest plugin of one run: hands out the judging, runs every job, hands its trials over."""

    def __init__(self, plan: Plan, hand_over: Callable[[list[Trial]], object], more_jobs: Iterable[Job] = ()) -> None:
        self.judged = 0
        self.error: BaseException | None = None
        self._plan = plan
        self._hand_over = hand_over
        self._errors: dict[str, BaseException] = {}
        self._more_jobs = more_jobs
        self._judging = Judging(plan.course, plan.bench, plan.hidden_seed, plan.recordings, plan.is_recording)

    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[JUDGING] = self._judging
        config.option.tbstyle = "native"  # not with every argument: an answer can be made to take hours to be shown

    @pytest.hookimpl(tryfirst=True)
    def pytest_unconfigure(self, config: pytest.Config) -> None:
        del config.stash[JUDGING]  # the bench is the caller's to close

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> bool:
        self.error = excinfo.value  # raised again by `judge`, as it is
        return True

    def pytest_keyboard_interrupt(self) -> None:
        self.error = KeyboardInterrupt()

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and self.error is None:
            self.error = CourseError(
                f"the checks cannot be collected:\n{report.longreprtext}", path=Path(report.nodeid)
            )

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        try:
            items.sort(key=self._place)
        except LearnnnError as error:
            self.error = error
            items.clear()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if self.error is None:
            chosen = [[item for item in session.items if job.wants(item)] for job in self._plan.jobs]
            self._plan.on_progress(0, more=sum(map(len, chosen)))
            more = ((job, [item for item in session.items if job.wants(item)]) for job in self._more_jobs)
            for job, items in chain(zip(self._plan.jobs, chosen, strict=True), more):
                self._judging.submissions[job.exercise.slug] = job.submission
                self._judging.has_reference = job.has_reference
                self._hand_over(list(self._run(job, items)))
                self.judged += 1
        return True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
        if call.excinfo is not None and not isinstance(call.excinfo.value, pytest.skip.Exception):
            self._errors.setdefault(item.nodeid, call.excinfo.value)
        return (yield)

    def _run(self, job: Job, items: Sequence[pytest.Item]) -> Iterator[Trial]:
        """The trials of one submission."""
        blocking = Blocking()
        for number, item in enumerate(items, 1):
            task = job.exercise.task(_task_of(item))
            assert task is not None
            obstacle = blocking.obstacle(task, is_timed=_is_timed(item)) if self._plan.is_blocking else None
            trial = Trial(blocked(_description(item), obstacle)) if obstacle else self._try(job, item)
            if self._plan.is_blocking:
                trial = replace(trial, result=blocking.seen(task, trial.result))
            is_last = job.until_it_fails and trial.result.status in FAILING
            self._plan.on_progress(len(items) - number + 1 if is_last else 1)
            yield trial
            if is_last:
                return

    def _try(self, job: Job, item: pytest.Item) -> Trial:
        """One check, run. A worker that was killed may be anybody's doing: what happens to a second one counts."""
        start = time.perf_counter()
        error, opened = self._run_once(item)
        if _may_be_chance(error):
            error, opened = self._run_once(item)
            if isinstance(error, WorkerError):
                raise error
        trial = _trial(item, job, error, opened, time.perf_counter() - start)
        if REPLAY not in item.stash:
            return trial
        is_timed = _is_timed(item)
        was_live = item.stash[REPLAY].is_live and not is_timed
        turns = item.stash[RECORDER].turns if RECORDER in item.stash else None
        del item.stash[REPLAY]
        return replace(trial, reference=turns, is_timed=is_timed, is_beyond_recording=was_live)

    def _run_once(self, item: pytest.Item) -> tuple[BaseException | None, OpenModule | None]:
        """How the check ended, and the student's side of it. Neither is kept: an answer can be large."""
        runtestprotocol(item, log=False, nextitem=None)  # which one will be next is not known: some are blocked
        error, opened = self._errors.pop(item.nodeid, None), item.stash.get(OPENED, None)
        if opened is not None:
            del item.stash[OPENED]
        elif error is None:
            error = CourseError("the check never asked for the student's code", path=item.path)
        if error is not None:
            traceback.clear_frames(error.__traceback__)  # the check's variables: they hold the answer too
        return error, opened

    def _place(self, item: pytest.Item) -> tuple[int, int, bool]:
        """Where a check comes: by its task's place in the course, timings last; CourseError if it has no task there."""
        exercise = self._judging.exercise(item.path)
        names = [task.name for task in exercise.tasks]
        task = _task_of(item)
        if task not in names:
            raise CourseError(
                f"`{item.name}` belongs to no task of `{exercise.slug}`",
                path=item.path,
                next_step=f"Mark it with @pytest.mark.task(…), one of: {', '.join(names)}.",
            )
        if not sentence(_function(item).__doc__):
            raise CourseError(
                f"`{item.name}` has no docstring", path=item.path, next_step="Write the sentence a student reads."
            )
        return list(self._plan.course.exercises).index(exercise), names.index(task), _is_timed(item)


class _Listing(_Session):
    """Runs nothing."""

    def _run(self, job: Job, items: Sequence[pytest.Item]) -> Iterator[Trial]:  # noqa: ARG002  # any submission will do
        return (Trial(_description(item)) for item in items)


def _may_be_chance(error: BaseException | None) -> bool:
    """Whether a worker, the student's or the reference's, came to an end that the machine may have given it."""
    return isinstance(error, (StudentKilled, WorkerError)) or (
        error is not None and isinstance(error.__cause__, (StudentKilled, WorkerError))
    )


def _trial(
    item: pytest.Item, job: Job, error: BaseException | None, opened: OpenModule | None, duration_s: float
) -> Trial:
    """How a check ended. Of a hidden check a student learns nothing that their own code could choose or print.

    What they do not learn is kept apart, as `withheld`.
    """
    before = _description(item)
    hidden = before.visibility is Visibility.HIDDEN  # by its folder, or by its own marker
    record = opened.conversation.record if opened is not None else []
    place = partial(submissions.place, job.submission)
    output, told, withheld = opened.output() if opened is not None else "", None, None
    if error is not None:
        is_theirs = isinstance(error, (Outcome, AssertionError))
        calls = snippet(job.exercise.slug, record, is_at_hand=job.submission.is_notebook) if is_theirs else ""
        told = replace(feedback_of(error, is_hidden=hidden, place=place), snippet="" if hidden else calls)
        withheld = withheld_of(error, is_hidden=hidden, snippet=calls, output=output, place=place)
    raised = error.type_name if isinstance(error, StudentRaised) and (not hidden or error.is_not_written_yet) else None
    result = replace(
        before,
        status=status_of(error),
        feedback=told,
        output="" if hidden else output,
        duration_s=0.0 if hidden else duration_s,  # how long it takes is for their code to choose
        exception=raised,
        withheld=withheld,
    )
    return Trial(result, record, opened.conversation.timings if opened is not None else ())


def _description(item: pytest.Item) -> CheckResult:
    """A check before it has run."""
    weight = item.get_closest_marker("weight")
    shown = item.get_closest_marker("visibility")
    folder = Visibility.HIDDEN if is_hidden(item.path) else Visibility.PUBLIC
    return CheckResult(
        name=item.name,
        task=_task_of(item),
        title=sentence(_function(item).__doc__),
        status=Status.BROKEN,
        weight=float(weight.args[0]) if weight else 1.0,
        visibility=Visibility(shown.args[0]) if shown else folder,
    )


def _task_of(item: pytest.Item) -> str:
    marker = item.get_closest_marker("task")
    return str(marker.args[0]) if marker and marker.args else ""


def _is_timed(item: pytest.Item) -> bool:
    return item.get_closest_marker("timing") is not None


def _function(item: pytest.Item) -> Any:
    return getattr(item, "function", None)
