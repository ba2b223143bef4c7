"""Processes of our own, on all cores of this machine. They end when this one does, however that ends."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from learnnn.core.errors import WorkerError

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(task: Callable[[_Item], _Answer], items: Iterable[_Item], jobs: int) -> Iterator[_Answer]:
    """The task's answers to the items, in their order, `jobs` at the same time, each in a process that knows nothing of us.

    What the task raises is raised here. Raises WorkerError if a process dies. However it ends, nothing is left running.
    """
    executor = Leashed(jobs)
    try:
        yield from executor.map(task, items)
    except BrokenExecutor as error:
        step = "Run it again with `--jobs 1`; `learnnn doctor` shows what this machine lacks."
        raise WorkerError(f"a process that did a part of the work has died: {error}", next_step=step) from error
    finally:
        executor.shutdown(cancel_futures=True)


class Leashed(ProcessPoolExecutor):
    """Processes on a leash: they end at once when this end is closed, or this process is no more."""

    def __init__(self, n_processes: int) -> None:
        context = get_context("spawn")
        theirs, self._leash = context.Pipe(duplex=False)
        super().__init__(n_processes, mp_context=context, initializer=_stay_on, initargs=(theirs,))

    def submit(self, *args: Any, **kwargs: Any) -> Future[Any]:
        with _interrupts_are_ours():  # a call may start a process
            return super().submit(*args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if cancel_futures:
            self._leash.close()
        super().shutdown(wait, cancel_futures=cancel_futures)


def _stay_on(leash: Connection) -> None:
    """In the new process: end with the parent, and leave interrupts to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(leash,), daemon=True, name="leash").start()


def _end_with(leash: Connection) -> None:
    try:
        leash.poll(None)
    finally:
        end_at_once()


def end_at_once() -> None:
    """End this process, from whatever thread, and what it has started."""
    import psutil

    try:
        for process in psutil.Process().children(recursive=True):  # they end by themselves, but not everywhere at once
            process.kill()
    finally:
        os._exit(0)


@contextmanager
def _interrupts_are_ours() -> Iterator[None]:
    """A process started here does not get the terminal's interrupts, not even while it starts."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
