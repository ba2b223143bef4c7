"""The form of a figure's description, as `learnnn.worker.figures` documents it: one of another form is no description.

It comes out of the student's process, where anybody may have written it. It is looked at once, where it comes in.
"""

from __future__ import annotations

from typing import Any, TypedDict

import msgspec
import numpy as np

from learnnn.core.outcomes import CheckFailed

Array = np.ndarray
Pair = tuple[float, float]
Four = tuple[float, float, float, float]
N = None  # any length


class _Tick(TypedDict):
    at: float
    text: str


class _Line(TypedDict):
    label: str | None
    x: Array
    y: Array
    color: Four
    linestyle: str
    marker: str


class _Points(TypedDict):
    label: str | None
    offsets: Array
    colors: Array
    values: Array | None


class _Image(TypedDict):
    label: str | None
    array: Array
    extent: Four
    origin: str
    is_upright: bool
    cmap: str
    limits: Pair


class _Mesh(TypedDict):
    label: str | None
    array: Array
    corners: Array
    cmap: str
    limits: Pair


class _Contour(TypedDict):
    levels: Array
    filled: bool
    paths: list[Array]
    colors: Array


class _Region(TypedDict):
    label: str | None
    paths: list[Array]
    colors: Array


class _Bar(TypedDict):
    label: str | None
    x: float
    y: float
    width: float
    height: float
    color: Four


class _Shape(TypedDict):
    label: str | None
    path: Array
    color: Four


class _Words(TypedDict):
    text: str
    at: Pair


class _Axes(TypedDict):
    title: str
    xlabel: str
    ylabel: str
    xlim: Pair
    ylim: Pair
    xscale: str
    yscale: str
    xticks: list[_Tick]
    yticks: list[_Tick]
    lines: list[_Line]
    points: list[_Points]
    images: list[_Image]
    meshes: list[_Mesh]
    contours: list[_Contour]
    regions: list[_Region]
    bars: list[_Bar]
    shapes: list[_Shape]
    texts: list[_Words]
    legend: list[str] | None
    is_colorbar: bool


class _Figure(TypedDict):
    title: str
    legend: list[str] | None
    axes: list[_Axes]


_SHAPES: dict[str, tuple[int | None, ...]] = {
    "x": (N,), "y": (N,), "offsets": (N, 2), "colors": (N, 4), "corners": (N, N, 2), "levels": (N,), "path": (N, 2),
    "paths": (N, 2),
}  # fmt: skip


def required(description: Any) -> dict[str, Any]:
    """The description, if it is one. Raises CheckFailed."""
    try:
        figure = msgspec.convert(description, _Figure)
    except (msgspec.ValidationError, RecursionError):
        raise _of_another_form() from None
    if not all(map(_is_of_numbers, figure["axes"])):
        raise _of_another_form()
    return dict(figure)


def _is_of_numbers(axes: _Axes) -> bool:
    """Whether each array is one of numbers, of the shape that it is documented with."""
    parts = [part for value in axes.values() if type(value) is list for part in value if type(part) is dict]
    named = [(name, value) for part in parts for name, value in part.items()]
    arrays = [(name, array) for name, value in named for array in (value if type(value) is list else [value])]
    return all(_fits(name, array) for name, array in arrays if isinstance(array, np.ndarray)) and all(
        len(line["x"]) == len(line["y"]) for line in axes["lines"]
    )


def _fits(name: str, array: np.ndarray[Any, Any]) -> bool:
    shape = _SHAPES.get(name, (None,) * array.ndim)
    sizes = zip(array.shape, shape, strict=False)
    return array.dtype.kind in "biuf" and array.ndim == len(shape) and all(n == m or m is None for n, m in sizes)


def _of_another_form() -> CheckFailed:
    return CheckFailed("What was told of your figure is no description of one.")
