"""A collected check of pytest's in the course's words, before it has run and after."""

from __future__ import annotations

from typing import Any

import pytest

from learnnn.core.model import CheckResult, Status, Visibility
from learnnn.course.layout import is_hidden
from learnnn.judge.feedback import sentence


def description_of(item: pytest.Item) -> CheckResult:
    """A check before it has run."""
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


def task_of(item: pytest.Item) -> str:
    """The task it is marked with; empty if there is none."""
    marker = item.get_closest_marker("task")
    return str(marker.args[0]) if marker and marker.args else ""


def is_timed(item: pytest.Item) -> bool:
    """Whether it measures time."""
    return item.get_closest_marker("timing") is not None


def function_of(item: pytest.Item) -> Any:
    """The function that was collected."""
    return getattr(item, "function", None)
