"""Grades on a `dask.distributed` cluster: every node that proves its isolation is a place for the pool.

A node has learnnn of the same version, and not the course: that goes there once, as one archive, into a folder of the
node's own, where it stays for as long as the node is needed. Submissions go there batch by batch; verdicts come home as text.

A node is asked one by one whether it can do the work, by a task of its own. (A plugin registered with the scheduler would be
loaded by every node that joins, and one without learnnn would not come up at all: that is not ours to do to a cluster.)
"""

from __future__ import annotations

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
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import distributed
from distributed.diagnostics.plugin import WorkerPlugin
from distributed.utils import sync

import learnnn
from learnnn import state
from learnnn.batch import Assignment, Grader, write_plainly
from learnnn.errors import WorkerError
from learnnn.layout import Layout
from learnnn.model import Course, Exercise
from learnnn.pool import Batch, Executors

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
        self._settle = partial(settle, self._name, learnnn.__version__, archive, assignment, slugs)
        self._asked: dict[str, Future[str]] = {}
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
        return _Node(self._executor(place), partial(self._ready.discard, place))

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

    def _executor(self, place: str) -> Executor:
        executor: Executor = self._client.get_executor(pure=False, workers=[place], allow_other_workers=False)
        return executor

    def _look_around(self) -> None:
        there = self._there()
        for known in (self._asked, self._refused):
            for gone in known.keys() - there:
                del known[gone]
        self._ready &= there
        for new in there - self._asked.keys() - self._refused.keys() - self._ready:
            self._settled.add(new)
            self._asked[new] = self._executor(new).submit(self._settle)
        for node, answer in list(self._asked.items()):
            if answer.done():
                del self._asked[node]
                self._note(node, answer)
        self._require_some(there)

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

    def _note(self, node: str, answer: Future[str]) -> None:
        error = None if answer.cancelled() else answer.exception()
        if error is not None:
            self._refused[node] = str(error) if isinstance(error, WorkerError) else _not_installed(error)
        elif not answer.cancelled():  # else it went away in the meantime
            self._ready.add(node)

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
        return self._executor.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._forget()
        with contextlib.suppress(Exception):  # a scheduler that is gone has nothing to cancel
            self._executor.shutdown(wait=wait and not cancel_futures)


def _not_installed(error: BaseException) -> str:
    return f"learnnn {learnnn.__version__} does not work there ({type(error).__name__}: {error})"


def _be_quiet() -> None:
    """What happens to a cluster is told in our words."""
    for name in [*logging.root.manager.loggerDict, *NOISY]:
        if name.partition(".")[0] in NOISY:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


# -- there --------------------------------------------------------------------------------------------------------------


class _Resident(WorkerPlugin):
    """On a node: the course, and workers that are kept warm, until nobody needs them any more."""

    def __init__(self, archive: bytes, assignment: Assignment, slugs: Sequence[str], folder: str) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="learnnn-", dir=folder))  # its owner's alone
        self._used = time.monotonic()
        self._gone = threading.Event()
        self._busy = threading.Lock()
        try:
            with zipfile.ZipFile(io.BytesIO(archive)) as content:
                content.extractall(self._folder)
            self._grader = Grader(replace(assignment, course_root=str(self._folder)))
            self._grader.prepare(slugs)
        except BaseException:
            self._clear()
            raise
        threading.Thread(target=self._leave_when_idle, daemon=True, name="learnnn idle").start()

    def grade(self, batch: Batch) -> str:
        with self._busy:
            if self._gone.is_set():
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
        if hasattr(self, "_grader"):
            self._grader.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def settle(name: str, version: str, archive: bytes, assignment: Assignment, slugs: Sequence[str]) -> str:
    """A node gets ready. Raises WorkerError if it has another learnnn, or less isolation than it must have."""
    if learnnn.__version__ != version:
        raise WorkerError(f"it has learnnn {learnnn.__version__}, and {version} is needed")
    worker = distributed.get_worker()
    resident = _Resident(archive, assignment, slugs, worker.local_directory)
    sync(worker.loop, worker.plugin_add, plugin=resident, name=name)
    return learnnn.__version__


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
