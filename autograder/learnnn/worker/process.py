"""What a worker process is to the judge, and what a way to start some has to offer."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from learnnn.core.errors import WorkerError
from learnnn.core.model import Exercise, Isolation, Limits
from learnnn.worker.channel import Channel
from learnnn.worker.limits import ONE_THREAD

if TYPE_CHECKING:
    from learnnn.worker.inputs import Inputs

START_TIMEOUT_S = 120


class Process(Protocol):
    """A running worker, not yet told whose code it is to run."""

    channel: Channel
    output_fd: int  # everything it prints, standard output and standard error together
    is_reusable: bool

    @property
    def pid(self) -> int: ...

    @property
    def inputs(self) -> Inputs | None:
        """The memory for the arrays that its functions are given, where the judge can look at it."""

    def kill(self) -> None:
        """End it and what it started; safe to call at any time, from any thread."""

    def wait(self) -> int | None:
        """Kill it if it still runs, and wait; its exit code (negative: the signal), None when unknown."""

    def dispose(self) -> None:
        """Kill it and free what the judge holds of it, without waiting for its end where that takes time."""


class Launcher(Protocol):
    """A way to start workers that are alike."""

    @property
    def isolation(self) -> Isolation: ...

    def start(self) -> Process: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Setup:
    """What workers have in common: what they have imported, which packages they may import, what they may use."""

    preload: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    is_confinable: bool = True  # not where it needs devices of the machine

    @classmethod
    def of(cls, exercise: Exercise) -> Setup:
        return cls(exercise.preload, exercise.imports, exercise.limits)

    def as_settings(self) -> dict[str, object]:
        """For the process that makes workers."""
        return {
            "preload": list(self.preload),
            "packages": list(self.packages),
            "memory_mb": self.limits.memory_mb,
            "cpu_s": self.limits.cpu_s,
            "answer_bytes": self.limits.answer_mb << 20,
        }


def did_not_start(said: bytes) -> WorkerError:
    """The error for a process that ended early, with the last thing it said."""
    last = said.decode(errors="replace").strip().splitlines()[-1:] or ["no reason given"]
    return WorkerError(f"the worker process did not start: {last[0]}", next_step="Run `learnnn doctor`.")


def python(module: str) -> list[str]:
    """`-P`: the folder learnnn was started in is nobody's library. `-B`: a worker writes no files."""
    return [sys.executable, "-P", "-B", "-m", module]


def environment() -> dict[str, str]:
    """What a worker's parent may know of ours: where libraries are; one thread each, so that CPU time means work."""
    keep = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "VIRTUAL_ENV", "HOME", "TMPDIR", "LANG", "CUDA_VISIBLE_DEVICES")
    settings = {"MPLBACKEND": "Agg", "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8:replace", "KMP_BLOCKTIME": "0"}
    return {name: os.environ[name] for name in keep if name in os.environ} | settings | ONE_THREAD
