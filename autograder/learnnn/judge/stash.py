"""What the judge keeps with pytest's run and with each check, and under which keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:  # a pytest run that judges nothing imports nothing of the judge
    from learnnn.judge.bench import OpenModule
    from learnnn.judge.judging import Judging
    from learnnn.judge.replay import Recorder, Replay

JUDGING: pytest.StashKey[Judging] = pytest.StashKey()  # of the run
OPENED: pytest.StashKey[OpenModule] = pytest.StashKey()  # the student's side of the check that runs
REPLAY: pytest.StashKey[Replay] = pytest.StashKey()  # the reference's side
FOOTPRINT: pytest.StashKey[frozenset[str] | None] = (
    pytest.StashKey()
)  # which definitions the check ran, where that is noted
RECORDER: pytest.StashKey[Recorder] = pytest.StashKey()  # of the reference's side, where that is recorded


def left_by_last_run(item: pytest.Item) -> dict[Any, Any]:
    """What the last run of a check has left there, by key."""
    return {key: item.stash[key] for key in _LEFT if key in item.stash}


def put_back(item: pytest.Item, left: dict[Any, Any]) -> None:
    """As if the last run were the one that has left this; with nothing, as if there had been none."""
    for key in left_by_last_run(item):
        del item.stash[key]
    for key, value in left.items():
        item.stash[key] = value


_LEFT: tuple[Any, ...] = (REPLAY, FOOTPRINT, RECORDER)
