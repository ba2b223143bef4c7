"""A collected check of pytest's in the course's words, before it has run and after. What is asked for often is found out once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from learnnn.core.model import CheckResult, Device, Status, Visibility
from learnnn.course.layout import is_hidden
from learnnn.judge.feedback import sentence


@dataclass(frozen=True, slots=True)
class Traits:
    """What a check says of itself by its markers, its parameters and its docstring."""

    before: CheckResult  # it, before it has run
    is_timed: bool
    wants_fresh: bool  # a worker that no other check has used
    device: Device


_TRAITS: pytest.StashKey[Traits] = pytest.StashKey()


def traits_of(item: pytest.Item) -> Traits:
    """What is known of a check before it runs."""
    if _TRAITS not in item.stash:
        fresh, timed = item.get_closest_marker("fresh"), item.get_closest_marker("timing")
        item.stash[_TRAITS] = Traits(_description_of(item), timed is not None, fresh is not None, _device_of(item))
    return item.stash[_TRAITS]


def description_of(item: pytest.Item) -> CheckResult:
    """A check before it has run."""
    return traits_of(item).before


def is_timed(item: pytest.Item) -> bool:
    """Whether it measures time."""
    return traits_of(item).is_timed


def task_of(item: pytest.Item) -> str:
    """The task it is marked with; empty if there is none."""
    marker = item.get_closest_marker("task")
    return str(marker.args[0]) if marker and marker.args else ""


def function_of(item: pytest.Item) -> Any:
    """The function that was collected."""
    return getattr(item, "function", None)


def _description_of(item: pytest.Item) -> CheckResult:
    weight = item.get_closest_marker("weight")
    shown = item.get_closest_marker("visibility")
    folder = Visibility.HIDDEN if is_hidden(item.path) else Visibility.PUBLIC
    return CheckResult(
        name=item.name,
        task=task_of(item),
        title=sentence(function_of(item).__doc__),
        status=Status.BROKEN,
        weight=float(weight.args[0]) if weight else 1.0,
        visibility=Visibility(shown.args[0]) if shown else folder,
    )


def _device_of(item: pytest.Item) -> Device:
    """The device that the check asks for, or the CPU."""
    asked = item.callspec.params.get("device") if hasattr(item, "callspec") else None
    return Device(asked or Device.CPU)
