"""A figure's description is of its documented form, or it is a fault of theirs."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from learnnn.core.outcomes import CheckFailed
from learnnn.judge import figure_form
from learnnn.worker.figures import describe


@pytest.fixture(scope="module")
def drawn() -> dict[str, Any]:
    """The description of a figure with something of each kind."""
    from matplotlib.figure import Figure

    figure = Figure()
    left, right = figure.subplots(1, 2)
    left.plot([1, 2], [3, 4], label="a line")
    left.scatter([1, 2], [3, 4], c=[5, 6])
    left.bar([1, 2], [3, 4])
    left.axvspan(0, 1)
    left.text(1, 1, "here")
    left.legend()
    right.imshow(np.eye(3))
    right.pcolormesh(np.eye(3))
    right.contour(np.eye(3))
    right.fill_between([1, 2], [3, 4])
    return describe(figure)


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each part of a description."""
    yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from _places(part, (*path, key))


def _with(value: Any, path: tuple[Any, ...], part: Any) -> Any:
    if not path:
        return part
    changed = copy.copy(value)
    changed[path[0]] = _with(value[path[0]], path[1:], part)
    return changed


def test_what_a_figure_shows_passes_as_it_is(drawn: dict[str, Any]) -> None:
    told = figure_form.required(drawn)

    assert told.keys() == drawn.keys()
    assert [list(axes) for axes in told["axes"]] == [list(axes) for axes in drawn["axes"]]
    assert told["axes"][0]["points"][0]["offsets"] is drawn["axes"][0]["points"][0]["offsets"]


def test_a_figure_of_nothing_has_no_axes() -> None:
    assert figure_form.required(describe(()))["axes"] == []


@pytest.mark.parametrize(
    "thing", [5j, b"", {1: 2}, {"title": 1}, ["a", 1], np.array("a"), np.ones((1, 2, 3, 4, 5))], ids=repr
)
def test_any_part_of_another_type_is_refused(drawn: dict[str, Any], thing: Any) -> None:
    is_image = {"array", "values"}  # arrays of any number of axes

    for path in _places(drawn):
        if not (isinstance(thing, np.ndarray) and thing.ndim and path and path[-1] in is_image):
            with pytest.raises(CheckFailed):
                figure_form.required(_with(drawn, path, thing))


def test_lines_have_as_many_x_as_y(drawn: dict[str, Any]) -> None:
    with pytest.raises(CheckFailed):
        figure_form.required(_with(drawn, ("axes", 0, "lines", 0, "x"), np.zeros(3)))
