"""A figure of the student's own, drawn again here from its description: their code never meets our matplotlib."""

from __future__ import annotations

import re
from typing import Any, Literal

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from learnnn.core.outcomes import CheckFailed
from learnnn.drawing.answers import Array, Shape, numbers, shortened
from learnnn.drawing.pieces import thinned
from learnnn.drawing.style import SERIES, new_figure

MAX_AXES = 12
MAX_PARTS = 60  # of one kind in one axes
MAX_TEXTS = 400  # as many as a heat map has cells
CONTENT = ("lines", "points", "images", "meshes", "contours", "regions", "bars", "shapes", "texts", "title")


def redraw(description: dict[str, Any]) -> Figure:
    """The figure that a student's own code drew, from its description (`student.figure(handle)`, `learnnn.worker.figures`).

    Colours, shades, lines, markers and words are theirs. Colour bars, and what is beyond measure, are left out.
    """
    described = [
        axes for axes in description.get("axes", ()) if not axes["is_colorbar"] and any(axes[part] for part in CONTENT)
    ][:MAX_AXES]
    if not described:
        raise CheckFailed("Your code drew nothing: the figure is empty.")
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
        colours = _colours(points["colors"])
        ax.scatter(*places[some].T, color=colours[some % len(colours)], marker=marker, label=_name(points), zorder=3)
    for text in axes["texts"][:MAX_TEXTS]:
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
        extent = tuple(_own(image["extent"], (4,)).tolist())
        _shade(ax, image, extent, "upper" if image["origin"] == "upper" else "lower")
    for mesh in axes["meshes"][:MAX_PARTS]:
        corners = np.asarray(mesh["corners"], dtype=float)
        extent = (corners[0, 0, 0], corners[-1, -1, 0], corners[0, 0, 1], corners[-1, -1, 1])
        _shade(ax, mesh, extent, "lower")
    if axes["images"] or axes["meshes"]:
        ax.grid(visible=False)


def _shade(ax: Axes, shown: dict[str, Any], extent: tuple[float, ...], origin: Literal["upper", "lower"]) -> None:
    limits = _own(shown["limits"], (2,))
    low, high = (None, None) if np.isnan(limits).any() else limits
    name = shown["cmap"] if shown["cmap"] in mpl.colormaps else "cividis"
    left, right, bottom, top = extent
    ax.imshow(
        _coarse(shown["array"]),
        extent=(left, right, bottom, top),
        origin=origin,
        cmap=name,
        vmin=low,
        vmax=high,
        aspect="auto",
    )


def _redraw_areas(ax: Axes, axes: dict[str, Any]) -> None:
    for contour in axes["contours"][:MAX_PARTS]:
        colours = _colours(contour["colors"])
        for index, path in enumerate(contour["paths"][:MAX_PARTS]):
            _outline(ax, path, colours[index % len(colours)], None, is_filled=bool(contour["filled"]))
    for region in axes["regions"][:MAX_PARTS]:
        colours, name = _colours(region["colors"]), _name(region)
        for index, path in enumerate(region["paths"][:MAX_PARTS]):
            _outline(ax, path, colours[index % len(colours)], name if index == 0 else None, is_filled=True)
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
    pieces = _pieces(_own(path, (None, 2)))
    if is_filled and pieces:
        rings = [Path(np.concatenate([piece, piece[:1]]), closed=True) for piece in pieces]  # a hole is a ring, too
        ax.add_patch(PathPatch(Path.make_compound_path(*rings), facecolor=colour, linewidth=0, label=name))
    elif pieces:
        ax.add_collection(LineCollection(pieces, colors=[colour], linewidths=1.2, label=name))


def _pieces(corners: Array) -> list[Array]:
    """Those of a path (N, 2) that are more than a point; rows of NaN part them."""
    is_gap = np.isnan(corners).any(axis=1)
    pieces = np.split(corners[~is_gap], np.flatnonzero(is_gap) - np.arange(is_gap.sum()))
    return [piece[thinned(len(piece))] for piece in pieces if len(piece) > 1]


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


def _colour(colour: Any) -> tuple[float, ...]:
    return tuple(np.clip(numbers(colour, what="a colour of your figure", shape=(4,)), 0, 1).tolist())


def _colours(colours: Any) -> Array:
    """Of points or pieces, in turn (at least 1, 4)."""
    if not np.size(colours):
        return np.zeros((1, 4))
    return np.clip(numbers(colours, what="the colours of your figure", shape=(None, 4)), 0, 1)


def _name(shown: dict[str, Any]) -> str | None:
    return None if shown["label"] is None else shortened(str(shown["label"]))
