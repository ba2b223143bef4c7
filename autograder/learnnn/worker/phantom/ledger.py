"""What a device costs: every copy between host and device, and every line that makes the host wait for the device.

A device works on its own while Python runs ahead and queues more work. Copies, and reads of a value (`loss.item()`,
`if loss > 1`, `print(loss)`), break that: the host stands still until the device has caught up.
"""

from __future__ import annotations

import contextlib
import os
import sys
import sysconfig
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Literal

import torch

Kind = Literal["h2d", "d2h", "sync"]
KINDS: tuple[Kind, ...] = ("h2d", "d2h", "sync")
MAX_EVENTS = 500
IN_EVERY_STEP = 0.9  # a share below 1: the line may be skipped in the odd step

_PHANTOM, _WORKER, _TORCH = (
    f"{folder}{os.sep}" for folder in (Path(__file__).parent, Path(__file__).parents[1], Path(torch.__file__).parent)
)
_INSTALLED = tuple(sysconfig.get_path(name) + os.sep for name in ("stdlib", "purelib", "platlib"))
_LIBRARIES = (_WORKER, _TORCH, *_INSTALLED, "<frozen ")


class Ledger:
    """Counts transfers and waits between optimizer steps, by the line of the user's code that caused them."""

    def __init__(self) -> None:
        self._is_paused = False
        self.restart()

    def restart(self) -> None:
        """Forget everything noted so far."""
        self._steps = 0
        self._total: Counter[Kind] = Counter()
        self._between_steps: Counter[Kind] = Counter()
        self._since_step: Counter[tuple[Kind, str]] = Counter()
        self._steps_with: Counter[tuple[Kind, str]] = Counter()
        self._events: list[dict[str, Any]] = []

    def record(self, kind: Kind, operation: str) -> None:
        """Note one transfer or wait. What the worker itself does, to carry an answer, is not noted."""
        where = None if self._is_paused else _line_of_the_user()
        if where is None:
            return
        self._total[kind] += 1
        self._since_step[kind, where] += 1
        if len(self._events) < MAX_EVENTS:
            self._events.append({"step": self._steps, "kind": kind, "operation": operation, "where": where})

    @contextlib.contextmanager
    def as_one(self, kind: Kind, operation: str) -> Iterator[None]:
        """Note everything that happens inside as a single event."""
        self.record(kind, operation)
        was_paused, self._is_paused = self._is_paused, True
        try:
            yield
        finally:
            self._is_paused = was_paused

    def end_step(self, *_: Any) -> None:
        """An optimizer has stepped (a post-hook of `torch.optim`, which is why it takes any arguments)."""
        if self._steps:
            for (kind, where), times in self._since_step.items():
                self._between_steps[kind] += times
                self._steps_with[kind, where] += 1
        self._since_step.clear()
        self._steps += 1

    def report(self) -> dict[str, Any]:
        """Everything noted so far, as plain data; `learnnn.worker.phantom` says what it holds."""
        rounds = self._steps - 1
        return {
            "steps": self._steps,
            "total": {kind: self._total[kind] for kind in KINDS},
            "per_step": {kind: self._between_steps[kind] / rounds for kind in KINDS} if rounds > 0 else {},
            "every_step": [
                [kind, where]
                for (kind, where), steps in self._steps_with.items()
                if kind != "h2d" and steps >= IN_EVERY_STEP * rounds
            ],
            "events": list(self._events),
        }


def _line_of_the_user() -> str | None:
    """The innermost line outside torch and the libraries, as `file.py:12`; None if it is the worker's own."""
    frame: FrameType | None = sys._getframe(2)  # noqa: SLF001  # nobody tells a kernel who called it: the stack is all there is
    while frame is not None:
        filename = frame.f_code.co_filename
        if not filename.startswith(_LIBRARIES):
            return f"{Path(filename).name}:{frame.f_lineno}"
        if filename.startswith(_WORKER) and not filename.startswith(_PHANTOM):
            return None
        frame = frame.f_back
    return "?"
