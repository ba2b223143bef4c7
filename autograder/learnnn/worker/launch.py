"""Starts workers at the strongest level of isolation that this machine proves, for every set of imports and limits."""

from __future__ import annotations

import os
import sys
import threading

from learnnn.core.errors import WorkerError
from learnnn.core.model import Isolation
from learnnn.worker.forks import ForkServerLauncher
from learnnn.worker.interpreters import SubprocessLauncher
from learnnn.worker.process import Launcher, Process, Setup

LEVELS = (Isolation.NAMESPACES, Isolation.LANDLOCK, Isolation.PROCESS)


class StrongestLauncher:
    """The launcher of the strongest level between two that holds here. Why stronger ones do not is in `refusals`."""

    def __init__(self, setup: Setup, strongest: Isolation = LEVELS[0], weakest: Isolation = LEVELS[-1]) -> None:
        self.refusals: dict[Isolation, str] = {}
        self._setup = setup
        self._levels = [level for level in LEVELS if strongest.is_at_least(level) and level.is_at_least(weakest)]
        self._lock = threading.Lock()
        self._is_proved = False
        self._launcher = self._launch()

    @property
    def isolation(self) -> Isolation:
        """Known once a worker has been started."""
        if not self._is_proved:
            process = self.start()
            process.dispose()
            os.close(process.output_fd)
        return self._launcher.isolation

    def start(self) -> Process:
        """A fresh worker. Raises WorkerError where none of the levels holds."""
        with self._lock:
            while not self._is_proved:
                try:
                    process = self._launcher.start()
                except WorkerError as error:
                    self._step_down(error)
                else:
                    self._is_proved = True
                    return process
        return self._launcher.start()

    def close(self) -> None:
        self._launcher.close()

    def _launch(self) -> Launcher:
        """Returns at once: imports go on in the background."""
        if not self._levels:
            raise _too_weak("what it needs is only to be had without confinement")
        level = self._levels[0]
        if _can_fork():
            return ForkServerLauncher(self._setup, level)
        if Isolation.PROCESS in self._levels:
            return SubprocessLauncher(self._setup)
        raise _too_weak(f"{level.value}: this system has no such thing")

    def _step_down(self, error: WorkerError) -> None:
        if not self._levels:  # there was none the last time either
            raise error
        self.refusals[self._levels.pop(0)] = error.what
        self._launcher.close()
        if not self._levels:
            if len(set(self.refusals.values())) == 1:  # not a matter of levels
                raise error
            raise _too_weak("; ".join(f"{level.value}: {why}" for level, why in self.refusals.items())) from error
        self._launcher = self._launch()


class Launchers:
    """The launchers of one run: one for each setup, started when it is first asked for."""

    def __init__(self, strongest: Isolation = LEVELS[0], weakest: Isolation = LEVELS[-1]) -> None:
        self._strongest, self._weakest = strongest, weakest
        self._started: dict[Setup, StrongestLauncher] = {}

    @property
    def may_be_unconfined(self) -> bool:
        """Whether code may run in a process that is kept from nothing."""
        return Isolation.PROCESS.is_at_least(self._weakest)

    def get(self, setup: Setup) -> StrongestLauncher:
        """The launcher for this setup. Returns at once: its imports go on in the background."""
        if setup not in self._started:
            strongest = self._strongest if setup.is_confinable else Isolation.PROCESS
            self._started[setup] = StrongestLauncher(setup, strongest, self._weakest)
        return self._started[setup]

    def close(self) -> None:
        for launcher in self._started.values():
            launcher.close()
        self._started.clear()


def _can_fork() -> bool:
    return sys.platform == "linux" and hasattr(os, "pidfd_open")


def _too_weak(reasons: str) -> WorkerError:
    step = "Run `learnnn doctor --isolation` to see what this machine lacks, or `--trust` the code that is run."
    return WorkerError(f"no worker can be started here ({reasons})", next_step=step)
