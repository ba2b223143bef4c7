"""When checks of one submission may share a worker, and what a pass in it counts.

A check that passes in a shared worker has passed; one that does not is run again in a fresh one, and only what happens there
is its verdict. Some of the passes, chosen at random, are asked again in fresh workers (`Plan.asked_again`). Where the two
differ, in either direction, the worker was not what it seemed: the submission is judged anew, a fresh worker for each check.

The course's own solutions hide nothing (`Plan.is_own_code`): what they say in a shared worker is the verdict, whatever it is.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pytest

from learnnn.core.errors import WorkerError
from learnnn.core.model import Device, Visibility
from learnnn.core.outcomes import NotRun, Outcome, StudentCrashed, StudentKilled, StudentTimeout
from learnnn.judge.bench import OpenModule
from learnnn.judge.checked import traits_of
from learnnn.judge.conversation import FreshWorkerWanted

_ITS_DOING = (StudentTimeout, StudentKilled, WorkerError)
_CHANCE = random.SystemRandom()  # nobody can know which passes are asked again


@dataclass(slots=True)
class Sharing:
    """How the checks of one submission share workers. `alone` has those that were found to want a fresh one, of any submission."""

    is_allowed: bool
    is_own_code: bool = False
    alone: set[str] = field(default_factory=set)
    is_refuted: bool = False
    _passed: list[pytest.Item] = field(default_factory=list)
    _doubtful: set[str] = field(default_factory=set)  # tasks of which the last check failed

    def may(self, item: pytest.Item) -> bool:
        """Whether this check may run in a worker that others have used: not where it measures, or counts on a device.

        Where the check before failed this one probably fails too. Then it is run in a fresh worker at once, and not twice.
        """
        traits = traits_of(item)
        return (
            self.is_allowed
            and not (traits.is_timed or traits.wants_fresh or traits.device is Device.CUDA)
            and item.nodeid not in self.alone
            and traits.before.task not in self._doubtful
        )

    def settles(self, item: pytest.Item, error: BaseException | None, opened: OpenModule | None) -> bool:
        """Whether what happened in the shared worker is the verdict: it passed, or nothing of theirs was run."""
        if isinstance(error, FreshWorkerWanted):
            self.alone.add(item.nodeid)
            return False
        if error is None:
            self._passed.append(item)
        if error is None or isinstance(error, NotRun) or (opened is None and not may_be_chance(error)):
            return True
        return self.is_own_code and _is_its_own_saying(error)

    def saw(self, item: pytest.Item, error: BaseException | None) -> None:
        """Take note of a verdict."""
        if not self.is_own_code and not isinstance(error, NotRun):
            (self._doubtful.discard if error is None else self._doubtful.add)(traits_of(item).before.task)

    def compare(self, in_shared: BaseException | None, in_fresh: BaseException | None) -> None:
        """Take note of how one check ended in both. What a busy machine may have done in the shared worker says nothing.

        What it may have done in the fresh one does: code that lacks there what it remembered can hang, or have itself killed.
        """
        if not isinstance(in_shared, (*_ITS_DOING, FreshWorkerWanted)) and not isinstance(in_fresh, WorkerError):
            self.is_refuted |= (in_shared is None) != (in_fresh is None)

    def chosen(self, n: int) -> list[pytest.Item]:
        """So many of the passes, to be asked again: of hidden checks, as far as there are. Public ones can be learned by heart."""
        hidden = [item for item in self._passed if traits_of(item).before.visibility is Visibility.HIDDEN]
        public = [item for item in self._passed if traits_of(item).before.visibility is Visibility.PUBLIC]
        first = _CHANCE.sample(hidden, min(n, len(hidden)))
        return first + _CHANCE.sample(public, min(n - len(first), len(public)))


def may_be_chance(error: BaseException | None) -> bool:
    """Whether a worker, the student's or the reference's, came to an end that the machine may have given it."""
    return isinstance(error, (StudentKilled, WorkerError)) or (
        error is not None and isinstance(error.__cause__, (StudentKilled, WorkerError))
    )


def _is_its_own_saying(error: BaseException) -> bool:
    """Whether it comes from what the code does, and not from how much was there before it."""
    return isinstance(error, (Outcome, AssertionError)) and not isinstance(error, StudentCrashed)
