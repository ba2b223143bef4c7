"""How far the grading of a class has come: a live bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Self

import click

from learnnn.cli.output import new_bar

if TYPE_CHECKING:
    from rich.progress import Progress

LOG_EVERY_S = 15.0
TIMES = (("h", 3600), ("min", 60), ("s", 1))


class ClassProgress:
    """Counts works on standard error. `whole` grows as work turns up; the rate is that since grading began."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.done = 0
        self.whole = 0
        self._clock = clock
        self._began: float | None = None
        self._logged = clock()
        self._bar: Progress | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def begin(self, label: str) -> None:
        """Another stage of the work; the last one is what the rate is of."""
        self._began = self._clock()
        if sys.stderr.isatty():
            self._bar = self._bar or _bar()
            self._bar.update(self._bar.task_ids[0], description=label)
            self._show()
        elif self.whole:
            click.echo(f"{label}: {self.whole} to do", err=True)

    def advance(self, step: int = 1, *, more: int = 0) -> None:
        self.done, self.whole = self.done + step, self.whole + more
        if self._bar is not None:
            self._show()
        elif step and not sys.stderr.isatty() and self._clock() - self._logged >= LOG_EVERY_S:
            self._logged = self._clock()
            click.echo(f"{self.done} of {self.whole}: {self._pace()}", err=True)

    def _show(self) -> None:
        assert self._bar is not None
        self._bar.update(self._bar.task_ids[0], completed=self.done, total=self.whole or None, pace=self._pace())

    def _pace(self) -> str:
        spent = self._clock() - self._began if self._began is not None else 0.0
        return pace(self.done, self.whole, spent)


def pace(done: int, whole: int, spent_s: float) -> str:
    """`2.1 per second, 3 min left`; nothing as long as it cannot be known."""
    if not done or spent_s <= 0:
        return ""
    per_second = done / spent_s
    rate = f"{per_second:.1f} per second" if per_second >= 1 else f"{per_second * 60:.0f} per minute"
    left_s = (whole - done) / per_second
    unit, seconds = next(((unit, seconds) for unit, seconds in TIMES if left_s >= 2 * seconds), TIMES[-1])
    return f"{rate}, {left_s / seconds:.0f} {unit} left"


def _bar() -> Progress:
    from rich.progress import TextColumn

    bar = new_bar(TextColumn("{task.fields[pace]}"))
    bar.add_task("", total=None, pace="")
    bar.start()
    return bar
