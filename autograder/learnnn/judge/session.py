"""Drives pytest: the checks are collected once, and run for each submission in turn.

Each run of a check is a `Trial`: its result, and the record of what was said. Nothing collected is an error; a check whose
own code fails on right answers is broken and yields no score (see `learnnn.judge.faults`).
"""

from __future__ import annotations

import os
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest

from learnnn.core.errors import CourseError, LearnnnError, WorkerError
from learnnn.core.model import FAILING, Exercise, Visibility
from learnnn.core.outcomes import Outcome, StudentRaised
from learnnn.course import submission as submissions
from learnnn.judge.bench import OpenModule
from learnnn.judge.blocking import Blocking, blocked, in_turn
from learnnn.judge.bounds import of_check
from learnnn.judge.checked import description_of, function_of, is_timed, task_of
from learnnn.judge.faults import Faults
from learnnn.judge.feedback import feedback_of, sentence, status_of, withheld_of
from learnnn.judge.judging import Judging
from learnnn.judge.once import once
from learnnn.judge.sharing import Sharing, may_be_chance
from learnnn.judge.snippets import snippet
from learnnn.judge.stash import FOOTPRINT, JUDGING, OPENED, RECORDER, REPLAY, left_by_last_run, put_back
from learnnn.judge.trials import Job, Plan, Trial

PYTEST_INI = Path(__file__).with_name("pytest.ini")


def drive(plan: Plan, session: Session, exercises: Iterable[Exercise] = ()) -> None:
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


class _Ended(NamedTuple):
    """How a run of a check ended, and the student's side of it. Neither is kept: an answer can be large."""

    error: BaseException | None
    opened: OpenModule | None


class Session:
    """The pytest plugin of one run: hands out the judging, runs every job, hands its trials over."""

    def __init__(self, plan: Plan, hand_over: Callable[[list[Trial]], object], more_jobs: Iterable[Job] = ()) -> None:
        self.judged = 0
        self.error: BaseException | None = None
        self._plan = plan
        self._hand_over = hand_over
        self._more_jobs = more_jobs
        self._judging = Judging(
            plan.course, plan.bench, plan.hidden_seed, plan.recordings, plan.is_recording, is_own_code=plan.is_own_code
        )
        self._faults = Faults(self._ask_reference)
        self._alone: set[str] = set()  # checks that want a worker of their own, as they ran

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
                self._judging.is_traced = job.is_traced
                self._judging.loading.forget()
                self._hand_over(self._judged(job, items))
                self.judged += 1
        return True

    def _judged(self, job: Job, items: Sequence[pytest.Item]) -> list[Trial]:
        """The trials of one submission; all of them anew, each in a fresh worker, where a shared one has told otherwise."""
        is_allowed = self._plan.is_sharing and not self._plan.bench.is_in_process
        sharing = Sharing(is_allowed, self._plan.is_own_code, self._alone)
        trials = list(self._run(job, items, sharing))
        self._plan.bench.stop_sharing()  # what is still there could tell a fresh worker what it has seen
        for item in sharing.chosen(self._plan.asked_again):
            sharing.compare(None, self._in_fresh(item).error)
        if sharing.is_refuted:
            self._plan.on_progress(0, more=len(items))
            trials = list(self._run(job, items, Sharing(is_allowed=False)))
        return trials

    def _run(self, job: Job, items: Sequence[pytest.Item], sharing: Sharing) -> Iterator[Trial]:
        """The trials of one submission, in the course's order.

        Public checks are run before any hidden one is asked, those of urgent tasks first, and no worker is left then that has
        served them: whatever code could leave on the machine of what a hidden check asks, nothing whose output a student sees
        comes after it.
        """
        tried: dict[str, Trial] = {}
        if not (job.until_it_fails or self._plan.is_own_code):
            public = [item for item in items if description_of(item).visibility is Visibility.PUBLIC]
            for _ in self._walk(job, _in_turn(job, public), sharing, tried):
                pass
            self._plan.bench.stop_sharing()
        yield from self._walk(job, items, sharing, tried)

    def _walk(
        self, job: Job, items: Sequence[pytest.Item], sharing: Sharing, tried: dict[str, Trial]
    ) -> Iterator[Trial]:
        """The trials of these checks in their order; those that were `tried` already are not run again, and others join them."""
        blocking = Blocking()
        for number, item in enumerate(items, 1):
            task, is_new = job.exercise.task(task_of(item)), item.nodeid not in tried
            assert task is not None
            obstacle = blocking.obstacle(task, is_timed=is_timed(item)) if self._plan.is_blocking else None
            if obstacle:
                trial = Trial(blocked(description_of(item), obstacle))
            else:
                trial = tried.get(item.nodeid) or self._try(job, item, sharing)
            tried[item.nodeid] = trial
            if self._plan.is_blocking:
                trial = replace(trial, result=blocking.seen(task, trial.result))
            is_last = job.until_it_fails and trial.result.status in FAILING
            self._plan.on_progress(len(items) - number + 1 if is_last else int(is_new))
            yield trial
            if is_last:
                return

    def _try(self, job: Job, item: pytest.Item, sharing: Sharing) -> Trial:
        """One check, run: in a shared worker, if it passes there, else in a fresh one."""
        start = time.perf_counter()
        ended = self._run_once(item, is_shared=True) if sharing.may(item) else None
        if ended is None or not sharing.settles(item, ended.error, ended.opened):
            told = ended.error if ended is not None else None
            ended = self._in_fresh(item, was_chance=may_be_chance(told))
            if told is not None:
                sharing.compare(told, ended.error)
        sharing.saw(item, ended.error)
        error, opened = ended
        if not self._plan.is_own_code:
            error = self._faults.judged(item, error, opened)
        trial = _trial(item, job, error, opened, time.perf_counter() - start)
        if FOOTPRINT in item.stash:
            trial = replace(trial, footprint=item.stash[FOOTPRINT])
        if REPLAY not in item.stash:
            return trial
        measures_time = is_timed(item)
        was_live = item.stash[REPLAY].is_live and not measures_time
        turns = item.stash[RECORDER].turns if RECORDER in item.stash else None
        del item.stash[REPLAY]
        return replace(trial, reference=turns, is_timed=measures_time, is_beyond_recording=was_live)

    def _in_fresh(self, item: pytest.Item, *, was_chance: bool = False) -> _Ended:
        """In a worker of its own. One that was killed may be anybody's doing: what happens to a second one counts."""
        ended = self._run_once(item, is_shared=False)
        if may_be_chance(ended.error) and not was_chance:
            ended = self._run_once(item, is_shared=False)
            was_chance = True
        if was_chance and isinstance(ended.error, WorkerError):
            raise ended.error
        return ended

    def _ask_reference(self, item: pytest.Item) -> BaseException | None:
        """How the check ends with the reference as the submission. What its last run has left stays as it is."""
        left = left_by_last_run(item)
        self._judging.is_reference_asked = True
        try:
            return self._in_fresh(item).error
        finally:
            self._judging.is_reference_asked = False
            put_back(item, left)

    def _run_once(self, item: pytest.Item, *, is_shared: bool) -> _Ended:
        self._judging.is_sharing = is_shared
        put_back(item, {})
        error = once(item)
        opened = item.stash.get(OPENED, None)
        if opened is not None:
            del item.stash[OPENED]
        elif error is None:
            error = CourseError("the check never asked for the student's code", path=item.path)
        if error is not None:
            traceback.clear_frames(error.__traceback__)  # the check's variables: they hold the answer too
        return _Ended(error, opened)

    def _place(self, item: pytest.Item) -> tuple[int, int, bool]:
        """Where a check comes: by its task's place in the course, timings last; CourseError if it has no task there."""
        exercise = self._judging.exercise(item.path)
        names = [task.name for task in exercise.tasks]
        task = task_of(item)
        if task not in names:
            raise CourseError(
                f"`{item.name}` belongs to no task of `{exercise.slug}`",
                path=item.path,
                next_step=f"Mark it with @pytest.mark.task(…), one of: {', '.join(names)}.",
            )
        if item.get_closest_marker("skip") or item.get_closest_marker("skipif"):
            raise CourseError(
                f"`{item.name}` is marked to be skipped: a check that is not run would count for nothing",
                path=item.path,
                next_step="Take the mark away, or the check. One that needs a device asks for it (`device`).",
            )
        if not sentence(function_of(item).__doc__):
            raise CourseError(
                f"`{item.name}` has no docstring", path=item.path, next_step="Write the sentence a student reads."
            )
        return list(self._plan.course.exercises).index(exercise), names.index(task), is_timed(item)


class Listing(Session):
    """Runs nothing."""

    def _run(self, job: Job, items: Sequence[pytest.Item], sharing: Sharing) -> Iterator[Trial]:  # noqa: ARG002  # any submission will do
        return (Trial(description_of(item)) for item in items)


def _in_turn(job: Job, items: Sequence[pytest.Item]) -> Sequence[pytest.Item]:
    """The checks in the order they are run in."""
    turns = in_turn(job.exercise.tasks, job.first)
    return sorted(items, key=lambda item: turns.index(task_of(item))) if job.first else items


def _trial(
    item: pytest.Item, job: Job, error: BaseException | None, opened: OpenModule | None, duration_s: float
) -> Trial:
    """How a check ended. Of a hidden check a student learns nothing that their own code could choose or print.

    What they do not learn is kept apart, as `withheld`.
    """
    before = description_of(item)
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
    return Trial(of_check(result), record, opened.conversation.timings if opened is not None else ())
