"""When checks of one submission may share a worker, and what a pass in it counts.

A check that passes in a shared worker has passed; one that does not is run again in a fresh one, and only what happens there
is its verdict. Some of the passes, chosen at random, are asked again in fresh workers (`Plan.asked_again`). Where the two
differ, in either direction, the worker was not what it seemed: the submission is judged anew, a fresh worker for each check.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pytest

from learnnn.core.errors import WorkerError
from learnnn.core.model import Device
from learnnn.core.outcomes import NotRun, StudentKilled, StudentTimeout
from learnnn.judge.bench import OpenModule
from learnnn.judge.checked import is_timed

_ITS_DOING = (StudentTimeout, StudentKilled, WorkerError)
_CHANCE = random.SystemRandom()  # nobody can know which passes are asked again


@dataclass(slots=True)
class Sharing:
    """How the checks of one submission share workers."""

    is_allowed: bool
    is_refuted: bool = False
    _passed: list[pytest.Item] = field(default_factory=list)

    def may(self, item: pytest.Item) -> bool:
        """Whether this check may run in a worker that others have used: not where it measures, or counts on a device."""
        return self.is_allowed and not is_timed(item) and not item.get_closest_marker("fresh") and _is_on_the_host(item)

    def settles(self, item: pytest.Item, error: BaseException | None, opened: OpenModule | None) -> bool:
        """Whether what happened in the shared worker is the verdict: it passed, or nothing of theirs was run."""
        if error is None:
            self._passed.append(item)
        return error is None or isinstance(error, NotRun) or (opened is None and not may_be_chance(error))

    def compare(self, in_shared: BaseException | None, in_fresh: BaseException | None) -> None:
        """Take note of how one check ended in both. What a busy machine may have done to either says nothing."""
        if not isinstance(in_shared, _ITS_DOING) and not isinstance(in_fresh, _ITS_DOING):
            self.is_refuted |= (in_shared is None) != (in_fresh is None)

    def chosen(self, n: int) -> list[pytest.Item]:
        """So many of the passes, to be asked again."""
        return _CHANCE.sample(self._passed, min(n, len(self._passed)))


def may_be_chance(error: BaseException | None) -> bool:
    """Whether a worker, the student's or the reference's, came to an end that the machine may have given it."""
    return isinstance(error, (StudentKilled, WorkerError)) or (
        error is not None and isinstance(error.__cause__, (StudentKilled, WorkerError))
    )


def _is_on_the_host(item: pytest.Item) -> bool:
    return not hasattr(item, "callspec") or item.callspec.params.get("device", Device.CPU.value) == Device.CPU.value
