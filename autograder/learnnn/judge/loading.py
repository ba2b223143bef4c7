"""What comes of loading a submission, found out once: code that hangs when it is imported hangs in every check.

A single failure may be the machine's doing: two workers that have served nobody must agree. A submission that was loaded
once, in any worker, is loaded again in every check, however it ends there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from learnnn.core.model import Device, Submission
from learnnn.core.outcomes import Outcome, StudentCrashed, StudentRaised, StudentTimeout
from learnnn.judge.bench import OpenModule
from learnnn.judge.conversation import Conversation
from learnnn.worker.channel import Message


@dataclass(slots=True)
class _Attempts:
    """What came of loading on one device."""

    outcome: Outcome | None = None  # the last failure in a worker that had served nobody
    opened: OpenModule | None = None  # where it happened
    is_agreed: bool = False
    has_worked: bool = False


@dataclass(slots=True)
class Loading:
    """Remembers it for one submission at a time: it is another machine's moment when the next is judged."""

    _of: Submission | None = None
    _attempts: dict[Device, _Attempts] = field(default_factory=dict)

    def begin(self, submission: Submission) -> None:
        """What is asked and noted from now on is of this submission."""
        if submission is not self._of:
            self.forget()
            self._of = submission

    def forget(self) -> None:
        """Find everything out anew."""
        self._of = None
        self._attempts.clear()

    def failure(self, device: Device) -> tuple[Outcome, OpenModule] | None:
        """How every loading on this device ends, and what stands for the module; None while that is not known."""
        found = self._attempts.get(device)
        if found is None or not found.is_agreed or found.outcome is None or found.opened is None:
            return None
        return found.outcome, found.opened

    @contextmanager
    def noted(self, device: Device, opened: OpenModule) -> Iterator[None]:
        """Take note of how loading it ends."""
        found = self._attempts.setdefault(device, _Attempts())
        try:
            yield
        except (StudentTimeout, StudentCrashed, StudentRaised) as outcome:
            if opened.has_served_nobody and not found.has_worked:
                found.is_agreed = found.outcome is not None and _agree(found.outcome, outcome)
                found.outcome, found.opened = outcome, _told_again(outcome, opened)
            raise
        found.has_worked = True


def _agree(one: Outcome, other: Outcome) -> bool:
    """Whether it is one failure, in whatever words."""
    return type(one) is type(other) and getattr(one, "type_name", None) == getattr(other, "type_name", None)


def _told_again(outcome: Outcome, opened: OpenModule) -> OpenModule:
    """In the place of a worker: nothing of it was asked, and what it printed is what was printed there."""

    def ask(*_: object) -> Message:
        raise outcome.with_traceback(None)

    kept: list[str] = []

    def output() -> str:  # complete once that worker is closed, and asked for before it begins anything else
        if not kept:
            kept.append(opened.output())
        return kept[0]

    conversation = Conversation(ask, cpu_seconds=lambda: 0.0)
    return replace(opened, conversation=conversation, ask=ask, close=_nothing, discard=_nothing, output=output)


def _nothing() -> None:
    pass
