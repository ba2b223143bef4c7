"""A figure of the student's own, drawn again here from its description: their code never meets our matplotlib."""

from __future__ import annotations

import re
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure

from learnnn.drawing.answers import Array, Shape, numbers, shortened
from learnnn.drawing.pieces import thinned
from learnnn.drawing.style import SERIES, new_figure
from learnnn.outcomes import CheckFailed

MAX_AXES = 12
MAX_PARTS = 60  # of one kind in one axes


def redraw(description: dict[str, Any]) -> Figure:
    """The figure that a student's own code drew, from its description (`student.figure(handle)`, `learnnn.worker.figures`).

    Colours, lines, markers and words are theirs. What is beyond measure is left out.
    """
    described = [axes for axes in description.get("axes", ()) if not axes["is_colorbar"]][:MAX_AXES]
    if not described:
        raise CheckFailed("Your code drew nothing: the figure has no axes.")
    columns = int(np.ceil(np.sqrt(len(described))))
    figure, grid = new_figure(-(-len(described) // columns), columns)
    places = list(np.ravel(grid))
    for ax, axes in zip(places, described, strict=False):
        _redraw_axes(ax, axes)
    for ax in places[len(described) :]:
        ax.remove()
    if description.get("title"):
        figure.suptitle(shortened(str(description["title"])))
    return figure


def _redraw_axes(ax: Axes, axes: dict[str, Any]) -> None:
    ax.set_xscale("log" if axes["xscale"] == "log" else "linear")
    ax.set_yscale("log" if axes["yscale"] == "log" else "linear")
    _redraw_shades(ax, axes)
    _redraw_areas(ax, axes)
    for line in axes["lines"][:MAX_PARTS]:
        x, y = (_own(line[name], (None,)) for name in ("x", "y"))
        some = thinned(len(x))
        style = line["linestyle"] if line["linestyle"] in ("-", "--", "-.", ":") else "None"
        marker = line["marker"] if len(line["marker"]) == 1 else "None"
        ax.plot(x[some], y[some], color=_colour(line["color"]), linestyle=style, marker=marker, label=_name(line))
    for index, points in enumerate(axes["points"][:MAX_PARTS]):
        places = _own(points["offsets"], (None, 2))
        some = thinned(len(places))
        marker = SERIES[index % len(SERIES)].marker  # a description does not tell theirs
        ax.scatter(
            *places[some].T, color=_colours(points["colors"], some), marker=marker, label=_name(points), zorder=3
        )
    for text in axes["texts"][:MAX_PARTS]:
        x, y = _own(text["at"], (2,))
        ax.text(x, y, shortened(str(text["text"])), clip_on=True)
    ax.set(xlim=_own(axes["xlim"], (2,)), ylim=_own(axes["ylim"], (2,)))
    ax.set(
        title=shortened(str(axes["title"])),
        xlabel=shortened(str(axes["xlabel"])),
        ylabel=shortened(str(axes["ylabel"])),
    )
    for axis, name in ((ax.xaxis, "x"), (ax.yaxis, "y")):
        _redraw_ticks(axis, axes[f"{name}ticks"])
    if axes["legend"]:
        ax.legend()


def _redraw_shades(ax: Axes, axes: dict[str, Any]) -> None:
    for image in axes["images"][:MAX_PARTS]:
        shades = _coarse(image["array"])
        left, right, bottom, top = _own(image["extent"], (4,))
        ax.imshow(
            shades,
            extent=(left, right, bottom, top),
            origin="lower" if bottom < top else "upper",
            cmap=_shading(image),
            aspect="auto",
        )
    for mesh in axes["meshes"][:MAX_PARTS]:
        corners = np.asarray(mesh["corners"], dtype=float)
        extent = (corners[0, 0, 0], corners[-1, -1, 0], corners[0, 0, 1], corners[-1, -1, 1])
        ax.imshow(_coarse(mesh["array"]), extent=extent, origin="lower", cmap=_shading(mesh), aspect="auto")
    if axes["images"] or axes["meshes"]:
        ax.grid(visible=False)


def _redraw_areas(ax: Axes, axes: dict[str, Any]) -> None:
    for contour in axes["contours"][:MAX_PARTS]:
        kinds = mpl.colormaps["cividis"](np.linspace(0.35, 1, max(1, len(contour["paths"]))))
        for path, colour in zip(contour["paths"][:MAX_PARTS], kinds, strict=False):
            _outline(ax, path, colour, None, is_filled=bool(contour["filled"]))
    for region in axes["regions"][:MAX_PARTS]:
        for path in region["paths"][:MAX_PARTS]:
            _outline(ax, path, _colours(region["colors"], np.arange(1))[0], _name(region), is_filled=True)
    for shape in axes["shapes"][:MAX_PARTS]:
        _outline(ax, shape["path"], _colour(shape["color"]), _name(shape), is_filled=True)
    named: set[str] = set()
    for bar in axes["bars"][: 4 * MAX_PARTS]:
        x, y, width, height = _own([bar[part] for part in ("x", "y", "width", "height")], (4,))
        name = _name(bar)
        ax.bar(
            x, height, width, bottom=y, align="edge", color=_colour(bar["color"]), label=None if name in named else name
        )
        named.add(name or "")


def _outline(ax: Axes, path: Any, colour: Any, name: str | None, *, is_filled: bool) -> None:
    corners = _own(path, (None, 2)) if len(path) else np.zeros((0, 2))
    if len(corners) < 2:
        return
    corners = corners[thinned(len(corners))]
    if is_filled:
        ax.fill(*corners.T, facecolor=colour, alpha=0.5, label=name)
    else:
        ax.plot(*corners.T, color=colour, linewidth=1.2, label=name)


def _redraw_ticks(axis: Axis, ticks: list[dict[str, Any]]) -> None:
    """Theirs where they are words; numbers are written as everywhere."""
    texts = [shortened(str(tick["text"])) for tick in ticks]
    if axis.get_scale() == "linear" and len(ticks) <= MAX_PARTS // 2 and not all(map(_is_number, texts)):
        axis.set_ticks(_own([tick["at"] for tick in ticks], (None,)).tolist(), texts)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[-+\u2212]?[\d.,]+(e[-+\u2212]?\d+)?", text) is not None


def _own(value: Any, shape: Shape) -> Array:
    """Numbers of a student's own figure; those that are none leave a gap."""
    if isinstance(value, np.ndarray) and not value.size:
        return np.zeros(tuple(size or 0 for size in shape))
    return numbers(value, what="what your figure shows", shape=shape, is_finite=False)


def _coarse(array: Any) -> Array:
    """Of an image no more than can be seen."""
    shades = np.asarray(array)
    rows, columns = (max(1, length // 500) for length in shades.shape[:2])
    return shades[::rows, ::columns].astype(float if shades.dtype.kind != "u" else shades.dtype)


def _shading(shown: dict[str, Any]) -> str:
    name = shown["cmap"]
    return name if name in mpl.colormaps else "cividis"


def _colour(colour: Any) -> tuple[float, ...]:
    return tuple(np.clip(numbers(colour, what="a colour of your figure", shape=(4,)), 0, 1).tolist())


def _colours(colours: Any, some: Array) -> Array:
    """One for each of the points (N, 4); a single one holds for all."""
    given = np.clip(numbers(colours, what="the colours of your figure", shape=(None, 4)), 0, 1)
    return given[some % len(given)] if len(given) > 1 else given


def _name(shown: dict[str, Any]) -> str | None:
    return None if shown["label"] is None else shortened(str(shown["label"]))
