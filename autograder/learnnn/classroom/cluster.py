"""Grades on a `dask.distributed` cluster: every node that proves its isolation is a place for the pool.

A node has learnnn of the same version, and not the course: that goes there once, as one archive, into a folder of the
node's own, where it stays for as long as the node is needed. Submissions go there batch by batch; verdicts come home as text.

Every node is asked by itself whether it can do the work, past the scheduler's queue. (A plugin registered with the scheduler
is loaded by every node that joins, and a task by every node that is given it: one without learnnn would go down.)
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
import shutil
import tempfile
import threading
import time
import uuid
import warnings
import zipfile
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import distributed
from distributed.diagnostics.plugin import WorkerPlugin

import learnnn
from learnnn.classroom.batch import Assignment, Grader, write_plainly
from learnnn.classroom.pool import Batch, Executors
from learnnn.core.errors import CourseError, WorkerError
from learnnn.core.model import Course, Exercise, Isolation
from learnnn.course.layout import Layout
from learnnn.system import state

CONNECT_S = 10.0  # how long a scheduler may take to answer, also when the connection was lost
PATIENCE_S = 60.0  # how long there may be no node at all
LOOK_EVERY_S = 1.0
IDLE_S = 900.0  # after which a node believes that whoever sent the work is gone
TIDY_S = 5.0
NOISY = ("distributed", "tornado", "asyncio")


def at(address: str, assignment: Assignment, course: Course, exercises: Sequence[Exercise]) -> Executors:
    """The nodes of the cluster with this scheduler. Raises WorkerError if there is none."""
    _be_quiet()
    try:
        with warnings.catch_warnings(action="ignore"):  # on versions that differ: ours is checked on each node
            client = distributed.Client(address, timeout=CONNECT_S, set_as_default=False, name="learnnn-grade")
    except (OSError, ValueError) as error:
        raise WorkerError(
            f"no dask scheduler answers at {address} ({error})", next_step="Start one: `dask scheduler`."
        ) from None
    slugs = [exercise.slug for exercise in exercises]
    return _Nodes(client, packed(course, slugs, assignment.seed), assignment, slugs)


def packed(course: Course, slugs: Sequence[str], seed: str) -> bytes:
    """What a node needs of the course to grade these exercises, as a zip; nothing else that may lie in its folder."""
    layout = Layout(course.root)
    files = [layout.course_file]
    for slug in slugs:
        for folder in (layout.exercises / slug, layout.solutions / slug):
            files += sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        for tag in (state.tag(seed), "public"):
            files += [layout.recordings(slug, tag), layout.catalogue(slug, tag)]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            if path.is_file():
                archive.writestr(path.relative_to(course.root).as_posix(), path.read_bytes())
    return buffer.getvalue()


# -- here ---------------------------------------------------------------------------------------------------------------


class _Nodes:
    """The nodes, as places: those that are there, have been asked, and can do the work."""

    def __init__(
        self, client: distributed.Client, archive: bytes, assignment: Assignment, slugs: Sequence[str]
    ) -> None:
        self._client = client
        self._name = f"learnnn-{uuid.uuid4().hex}"  # what the work of this run is known by on a node
        self._request = (self._name, archive, assignment, slugs)
        self._asked: set[str] = set()
        self._answers: SimpleQueue[tuple[str, object]] = SimpleQueue()
        self._ready: set[str] = set()
        self._settled: set[str] = set()  # every node that has, or may have, the course
        self._refused: dict[str, str] = {}
        self._looked = self._seen_one = time.monotonic()

    @property
    def task(self) -> Callable[[Batch], str]:
        return partial(grade_here, self._name)

    def places(self) -> Collection[str]:
        if not self._ready or time.monotonic() - self._looked >= LOOK_EVERY_S:
            self._looked = time.monotonic()
            self._look_around()
        return sorted(self._ready)

    def open(self, place: str) -> Executor:
        executor = self._client.get_executor(pure=False, workers=[place], allow_other_workers=False)
        return _Node(executor, partial(self._ready.discard, place))

    def close(self) -> None:
        """Let the nodes forget the course. One that cannot be told does so by itself, after a while."""
        parting = threading.Thread(target=self._part, daemon=True, name="parting from nodes")
        parting.start()
        parting.join(TIDY_S)
        with contextlib.suppress(Exception):  # whatever is wrong with the cluster, our work is done
            self._client.close(timeout=TIDY_S)

    def _part(self) -> None:
        with contextlib.suppress(Exception):
            self._client.run(leave, self._name, workers=sorted(self._settled & self._there()), on_error="ignore")

    def _look_around(self) -> None:
        there = self._there()
        self._ready &= there
        self._refused = {node: why for node, why in self._refused.items() if node in there}
        while not self._answers.empty():
            self._note(*self._answers.get(), there)
        for new in there - self._asked - self._refused.keys() - self._ready:
            self._asked.add(new)
            self._settled.add(new)
            threading.Thread(target=self._ask, args=(new,), daemon=True, name=f"asking {new}").start()
        self._require_some(there)

    def _ask(self, node: str) -> None:
        """Have a node get ready, however long it takes. Its version comes first: another one need not know `settle`."""
        try:
            answer = self._client.run(version, "learnnn", workers=[node], on_error="return")[node]
            if answer == learnnn.__version__:
                answer = self._client.run(settle, *self._request, workers=[node], on_error="return")[node]
        except Exception as error:  # noqa: BLE001  whatever it is, it is this node's answer
            answer = error
        self._answers.put((node, answer))

    def _there(self) -> set[str]:
        """The addresses of the nodes that the scheduler knows. Raises WorkerError if it is gone for good."""
        if self._client.status not in ("running", "connecting"):
            raise WorkerError(
                "the dask scheduler is gone", next_step="What is graded is kept: the same command continues."
            )
        try:
            return set(self._client.scheduler_info()["workers"])
        except (OSError, KeyError, RuntimeError):  # the connection is lost, and may come back
            return set()

    def _note(self, node: str, answer: object, there: Collection[str]) -> None:
        self._asked.discard(node)
        match answer:
            case _ if node not in there:
                return
            case Isolation():
                self._ready.add(node)
            case ImportError():  # such as PackageNotFoundError
                self._refused[node] = f"learnnn is not installed there; {learnnn.__version__} is needed"
            case str():
                self._refused[node] = f"it has learnnn {answer}; {learnnn.__version__} is needed"
            case OSError():
                return  # the connection was lost: it is asked again
            case WorkerError() | CourseError():
                self._refused[node] = answer.what
            case _:
                self._refused[node] = f"learnnn does not work there: {answer}"

    def _require_some(self, there: set[str]) -> None:
        now = time.monotonic()
        if there:
            self._seen_one = now
        if there and self._refused.keys() == there:
            reasons = "".join(f"\n  {node}: {why}" for node, why in sorted(self._refused.items()))
            raise WorkerError(f"no node of the cluster can grade:{reasons}")
        if now - self._seen_one > PATIENCE_S:
            raise WorkerError(
                f"the cluster has had no node for {PATIENCE_S:.0f} s",
                next_step="Start some: `dask worker ADDRESS`. What is graded is kept: the same command continues.",
            )


class _Node(Executor):
    """One node's executor; when it is shut down, the node is asked anew before it is given work again."""

    def __init__(self, executor: Executor, forget: Callable[[], None]) -> None:
        self._executor = executor
        self._forget = forget

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        try:
            return self._executor.submit(fn, *args, **kwargs)
        except Exception as error:  # a client that is closing raises just that
            raise BrokenExecutor(f"the cluster takes no work: {error}") from error

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._forget()
        with contextlib.suppress(Exception):  # a scheduler that is gone has nothing to cancel
            self._executor.shutdown(wait=wait and not cancel_futures)


def _be_quiet() -> None:
    """What happens to a cluster is told in our words."""
    for name in [*logging.root.manager.loggerDict, *NOISY]:
        if name.partition(".")[0] in NOISY:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


# -- there --------------------------------------------------------------------------------------------------------------


class _Resident(WorkerPlugin):
    """On a node: the course, and workers that are kept warm, until nobody needs them any more."""

    def __init__(self, archive: bytes, assignment: Assignment, slugs: Sequence[str]) -> None:
        self._archive, self._assignment, self._slugs = archive, assignment, slugs
        self._grader: Grader | None = None
        self._gone = threading.Event()
        self._busy = threading.Lock()
        self._used = time.monotonic()

    async def setup(self, worker: distributed.Worker) -> None:
        """Raises WorkerError if there is less isolation than there must be."""
        self._folder = Path(tempfile.mkdtemp(prefix="learnnn-", dir=worker.local_directory))  # its owner's alone
        try:
            self.isolation = await asyncio.to_thread(self._settle)
        except BaseException:
            self._clear()
            raise
        threading.Thread(target=self._leave_when_idle, daemon=True, name="learnnn idle").start()

    def _settle(self) -> Isolation:
        with zipfile.ZipFile(io.BytesIO(self._archive)) as content:
            content.extractall(self._folder)
        self._grader = Grader(replace(self._assignment, course_root=str(self._folder)))
        return self._grader.prepare(self._slugs)

    def grade(self, batch: Batch) -> str:
        with self._busy:
            if self._grader is None or self._gone.is_set():
                raise BrokenExecutor("the node has not heard of us for long")
            try:
                return write_plainly(self._grader.grade(batch))
            finally:
                self._used = time.monotonic()

    def teardown(self, worker: distributed.Worker) -> None:  # noqa: ARG002  # dask gives it
        self._clear()

    def _leave_when_idle(self) -> None:
        while not self._gone.wait(IDLE_S / 10):
            with self._busy:
                if time.monotonic() - self._used > IDLE_S:
                    self._clear()

    def _clear(self) -> None:
        self._gone.set()
        if self._grader is not None:
            self._grader.close()
        shutil.rmtree(self._folder, ignore_errors=True)


async def settle(
    name: str, archive: bytes, assignment: Assignment, slugs: Sequence[str], dask_worker: distributed.Worker
) -> Isolation:
    """A node gets ready; what its workers are isolated by. Raises WorkerError if that is less than it must be."""
    resident = _Resident(archive, assignment, slugs)
    await dask_worker.plugin_add(plugin=resident, name=name, catch_errors=False)
    return resident.isolation


def grade_here(name: str, batch: Batch) -> str:
    """A node grades. Raises BrokenExecutor if it is not the one that got ready, but was started afresh."""
    resident = distributed.get_worker().plugins.get(name)
    if not isinstance(resident, _Resident):
        raise BrokenExecutor("the node was started again")
    return resident.grade(batch)


async def leave(name: str, dask_worker: distributed.Worker) -> None:
    """A node is not needed any more."""
    if name in dask_worker.plugins:
        await dask_worker.plugin_remove(name=name)
