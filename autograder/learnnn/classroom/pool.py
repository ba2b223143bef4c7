"""Grades batches in parallel, and survives whatever happens to those who do it.

The work is done in *places* (processes of this machine, nodes of a cluster), each behind a `concurrent.futures.Executor` of
its own, so that it is known whose work it was when one dies. What was under way there is done again: a batch is taken apart,
and a single work that brings down `TRIES` places gets no verdict. Places may come and go while the work goes on.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Protocol

from learnnn.classroom.batch import Assignment, Work, grade_plainly, read_plainly
from learnnn.core.cleaning import one_line
from learnnn.core.errors import CourseError, WorkerError
from learnnn.core.model import Standing, Verdict
from learnnn.system.processes import Leashed

Batch = tuple[Work, ...]
OnDone = Callable[[list[Verdict]], None]
TICK_S = 0.5  # how often is looked for places that came or went
LOOK_AHEAD = 8  # batches that are read before they are wanted, to choose from
AHEAD = 2  # batches that a place holds: one under way, and the next one, so that it never waits
TRIES = 3
WORK_S = 1200.0  # what one work may take at the very most: every check has limits, this is for when they fail
MAX_REASON = 300
HOPELESS = 10  # works without a verdict, one after the other: it is not the works


class Executors(Protocol):
    """The places where work is done."""

    @property
    def task(self) -> Callable[[Batch], str]:
        """What is to be done there with a batch; the answer is for `read_plainly`."""

    def places(self) -> Collection[str]:
        """Those that there are now. Raises WorkerError if there will be none any more."""

    def open(self, place: str) -> Executor:
        """A fresh executor for this place; its `shutdown(cancel_futures=True)` ends what is under way."""

    def close(self) -> None:
        """Leave every place as it was found."""


def run(batches: Iterable[Batch], executors: Executors, on_done: OnDone) -> None:
    """Grade all batches; the verdicts are handed over as they come, in this thread.

    Raises CourseError if the course is at fault, WorkerError if there is no place left or work comes to no verdict
    everywhere. However it ends, nothing is left running.
    """
    crew = _Crew(executors, _Queue(iter(batches)), on_done)
    try:
        crew.work()
    finally:
        crew.dismiss()


# -- what is to be done -------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Load:
    """A batch, and how often it brought down who was grading it."""

    works: Batch
    falls: int = 0

    @property
    def exercise(self) -> str:
        return self.works[0].submission.exercise


@dataclass(slots=True)
class _Queue:
    """Batches not under way: new ones, and before them those that are to be done again."""

    fresh: Iterator[Batch]
    again: deque[_Load] = field(default_factory=deque)
    _waiting: list[_Load] = field(default_factory=list)

    def next(self, known: Collection[str] = ()) -> _Load | None:
        """The next batch; of the next few one of an exercise that is `known` where it goes, for its workers' parent is warm there."""
        if self.again:
            return self.again.popleft()
        self._waiting += map(_Load, islice(self.fresh, LOOK_AHEAD - len(self._waiting)))
        if not self._waiting:
            return None
        place = next((i for i, load in enumerate(self._waiting) if load.exercise in known), 0)
        return self._waiting.pop(place)

    def give_back(self, load: _Load) -> None:
        self.again.append(load)


# -- who does it --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Place:
    """An open place, and what it has been given: the first is under way."""

    name: str
    executor: Executor
    given: dict[Future[str], _Load] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)  # exercises that it has been given
    _first: Future[str] | None = None
    _since: float = 0.0

    def has_stalled(self, now: float) -> bool:
        """Whether the first has been under way for longer than it can take."""
        first = next(iter(self.given), None)
        if first is not self._first:
            self._first, self._since = first, now
        return first is not None and now - self._since > WORK_S * len(self.given[first].works)


class _Crew:
    """The places that work now."""

    def __init__(self, executors: Executors, queue: _Queue, on_done: OnDone) -> None:
        self._executors = executors
        self._queue = queue
        self._on_done = on_done
        self._places: dict[str, _Place] = {}
        self._hopeless = 0

    def work(self) -> None:
        """Until nothing is left to be done."""
        while True:
            self._look_around()
            for place in list(self._places.values()):
                self._supply(place)
            given = [future for place in self._places.values() for future in place.given]
            if not given and not self._queue.again and self._places:
                return
            if given:
                wait(given, timeout=TICK_S, return_when=FIRST_COMPLETED)
            else:
                time.sleep(TICK_S)  # until there is a place
            for place in list(self._places.values()):
                self._collect(place)

    def dismiss(self) -> None:
        for name in list(self._places):
            self._shut(name)
        self._executors.close()

    def _look_around(self) -> None:
        """Open the places that are new, leave those that are gone."""
        there = self._executors.places()
        for name in set(self._places) - set(there):
            self._fell(self._places[name], f"{name} is gone")
        for name in there:
            if name not in self._places:
                self._places[name] = _Place(name, self._executors.open(name))

    def _supply(self, place: _Place) -> None:
        while len(place.given) < AHEAD and (load := self._queue.next(place.known)) is not None:
            place.known.add(load.exercise)
            try:
                place.given[place.executor.submit(self._executors.task, load.works)] = load
            except BrokenExecutor:
                self._queue.give_back(load)
                if not place.given:  # else it is seen there what it died of
                    self._shut(place.name)
                return

    def _collect(self, place: _Place) -> None:
        """Take what is done. Where the place itself has died, what was under way first is what it died of."""
        fallen: BaseException | None = None
        for future in [future for future in place.given if future.done()]:
            error = CancelledError("it was cancelled") if future.cancelled() else future.exception()
            match error:
                case None:
                    self._deliver(place.given.pop(future), future.result())
                case CourseError():
                    raise error
                case BrokenExecutor() | CancelledError():
                    fallen = fallen or error
                case _:
                    self._again(place.given.pop(future), f"{type(error).__name__}: {error}")
        if fallen is not None:
            self._fell(place, str(fallen) or type(fallen).__name__)
        elif place.has_stalled(time.monotonic()):
            self._fell(place, "it came to no end")

    def _deliver(self, load: _Load, answer: str) -> None:
        try:
            verdicts = read_plainly(answer)
        except ValueError as error:
            self._again(load, f"its answer is not of the form agreed on: {error}")
            return
        self._hopeless = 0
        self._on_done(verdicts)

    def _fell(self, place: _Place, why: str) -> None:
        """The place is dead: what it was given is done again, and what it died of is remembered."""
        loads = list(place.given.values())
        place.given.clear()
        self._shut(place.name)
        for load in loads[1:]:
            self._queue.give_back(load)
        for load in loads[:1]:
            self._again(load, why)

    def _again(self, load: _Load, why: str) -> None:
        """A batch is done again work by work; a single work only so often."""
        if len(load.works) > 1:
            for work in load.works:
                self._queue.give_back(_Load((work,)))
            return
        load.falls += 1
        if load.falls < TRIES:
            self._queue.give_back(load)
            return
        (work,) = load.works
        self._on_done([_no_verdict(work, why)])
        self._hopeless += 1
        if self._hopeless >= HOPELESS:
            raise WorkerError(
                f"the last {HOPELESS} works could not be graded: {why}",
                next_step="Run `learnnn doctor`, then the same command again: it continues.",
            )

    def _shut(self, name: str) -> None:
        self._places.pop(name).executor.shutdown(wait=False, cancel_futures=True)


def _no_verdict(work: Work, why: str) -> Verdict:
    return Verdict(
        student=work.student,
        exercise=work.submission.exercise,
        standing=Standing.NO_VERDICT,
        sha256=work.submission.sha256,
        problem=f"grading it failed {TRIES} times, at last so: {one_line(why, MAX_REASON)}",
    )


# -- on this machine ----------------------------------------------------------------------------------------------------


def local(jobs: int, assignment: Assignment) -> Executors:
    """Processes of this machine. They end when this one does, however that ends."""
    return _Local(jobs, partial(grade_plainly, assignment))


@dataclass(frozen=True, slots=True)
class _Local:
    jobs: int
    task: Callable[[Batch], str]

    def places(self) -> Collection[str]:
        return [f"process {number}" for number in range(1, self.jobs + 1)]

    def open(self, place: str) -> Executor:  # noqa: ARG002  # one process is like another
        return Leashed(1)

    def close(self) -> None:
        """They were made for this, and are gone."""
