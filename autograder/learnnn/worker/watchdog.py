"""Watches a worker from outside and stops it when it breaks a limit. Nothing inside the worker is asked or believed."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from enum import Enum

from learnnn.core.model import Limits
from learnnn.worker import census

POLL_S = 0.05
CENSUS_EVERY = 5  # polls between two counts of processes and memory, which cost more than reading a clock
# Processes and threads in all. NumPy and torch compute with one, a pool of Python's has 32; some start one per processor.
CROWD = 512


class Breach(Enum):
    """The limit that was broken."""

    WALL = "wall"
    CPU = "cpu"
    MEMORY = "memory"
    OUTPUT = "output"
    PROCESSES = "processes"
    THREADS = "threads"


class Watchdog:
    """One thread for one worker: polls its clocks and size, and calls `stop` once when a limit is broken.

    The wall clock runs only while the judge waits for the worker (`waiting()`), so that the judge's own work is free.
    """

    def __init__(self, pid: int, limits: Limits, stop: Callable[[], None]) -> None:
        self.breach: Breach | None = None
        self._pid = pid
        self._limits = limits
        self._stop = stop
        self._spent_s = 0.0
        self._cpu_before_s = cpu_seconds(pid)  # importing is ours, not the student's
        self._since: float | None = None
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True, name=f"watchdog of {pid}")
        self._thread.start()

    def __enter__(self) -> None:
        """The judge starts to wait."""
        self._since = time.monotonic()

    def __exit__(self, *_: object) -> None:
        if self._since is not None:
            self._spent_s += time.monotonic() - self._since
        self._since = None

    def restart(self) -> None:
        """A new check in the same worker: its clocks start at zero."""
        self._spent_s = 0.0
        self._cpu_before_s = cpu_seconds(self._pid)

    def close(self) -> None:
        self._done.set()

    def trip(self, breach: Breach) -> None:
        """Stop the worker for breaking this limit."""
        if self.breach is None and not self._done.is_set():
            self.breach = breach
            self._stop()

    def _watch(self) -> None:
        polls = 0
        while not self._done.wait(POLL_S):
            polls += 1
            breach = self._clocks() or (self._census() if polls % CENSUS_EVERY == 0 else None)
            if breach:
                self.trip(breach)
                return

    def _clocks(self) -> Breach | None:
        since = self._since
        waited = self._spent_s + (time.monotonic() - since if since is not None else 0.0)
        if waited > self._limits.wall_s:
            return Breach.WALL
        used = cpu_seconds(self._pid) - self._cpu_before_s
        return Breach.CPU if used > self._limits.cpu_s else None

    def _census(self) -> Breach | None:
        counted = census.take(self._pid)
        if counted.processes > self._limits.processes:
            return Breach.PROCESSES
        if counted.threads > CROWD:  # every process has one at least
            return Breach.THREADS
        return Breach.MEMORY if counted.resident_bytes > (self._limits.memory_mb + 1024) << 20 else None


def cpu_seconds(pid: int) -> float:
    """CPU time of a process, all its threads, as the kernel counts it; 0 once it is gone."""
    if sys.platform == "linux":
        try:
            return time.clock_gettime(
                ~pid << 3 | 2
            )  # the process's CPU clock: MAKE_PROCESS_CPUCLOCK(pid, CPUCLOCK_SCHED)
        except OSError:
            return 0.0
    import psutil

    try:
        times = psutil.Process(pid).cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)
