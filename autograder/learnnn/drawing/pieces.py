"""What pictures are made of: curves, points, bars, planes, heat maps, grids of small images."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import LogNorm, Normalize
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from learnnn.compare.answers import describe as shape_of
from learnnn.core.outcomes import CheckFailed
from learnnn.drawing.answers import Array, numbers, start_of
from learnnn.drawing.style import BLACK, SERIES, new_figure

MAX_POINTS = 2000  # as many as are drawn of one series
MARKS = 12  # markers on one curve
SIDE = 161  # of a plane's grid
SHOWN_CELLS = 100  # a heat map of no more cells has its numbers written in them


# -- curves, points and bars -------------------------------------------------------------------------------------------


def curve(ax: Axes, y: Array, *, label: str, x: Array | None = None, series: int = 0, **look: Any) -> None:
    """A line through `y` (N,) over `x` (N,), by default 1, 2, … N, with a few markers, in the looks of a series."""
    across = np.arange(1, len(y) + 1) if x is None else x
    some = thinned(len(y))
    kind = SERIES[series % len(SERIES)]
    looks = {"color": kind.colour, "linestyle": kind.line, "marker": kind.marker, "label": label}
    ax.plot(across[some], y[some], **looks | {"markevery": max(1, len(some) // MARKS)} | look)
    if x is None:
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))


def class_points(ax: Axes, points: Array, y: Array, *, names: Sequence[str] | None = None) -> None:
    """The `points` (N, 2), each with the marker and colour of its class `y` (N,), whole numbers from 0 on."""
    for label in np.unique(y).tolist():
        of_class = points[y == label]
        of_class = of_class[thinned(len(of_class))]
        kind = SERIES[label % len(SERIES)]
        name = names[label] if names is not None else f"class {label}"
        ax.scatter(
            of_class[:, 0],
            of_class[:, 1],
            color=kind.colour,
            marker=kind.marker,
            edgecolors="white",
            linewidths=0.6,
            s=34,
            label=name,
            zorder=3,
        )


def bars(ax: Axes, names: Sequence[str], values: Array, *, texts: Sequence[str] | None = None, series: int = 0) -> None:
    """Horizontal bars from top to bottom, each with its name in front and its value (or its text) behind it."""
    kind = SERIES[series % len(SERIES)]
    drawn = ax.barh(range(len(values)), values, color=kind.pale, edgecolor=kind.colour, hatch=kind.hatch, linewidth=1.2)
    ax.bar_label(drawn, texts if texts is not None else [f"{value:,.6g}" for value in values], padding=3, fontsize=9)
    ax.set_yticks(range(len(values)), names)
    ax.invert_yaxis()
    ax.xaxis.set_major_formatter("{x:,g}")
    ax.margins(x=0.16)
    ax.grid(visible=False, axis="y")


def thinned(length: int) -> Array:
    """The places of at most MAX_POINTS of so many, evenly spread, the first and the last among them."""
    return (
        np.unique(np.linspace(0, length - 1, min(length, MAX_POINTS)).round().astype(int)) if length else np.arange(0)
    )


# -- the plane ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Plane:
    """What a function says all over a rectangle: `values` (rows, columns) at `x1` (columns,) and `x2` (rows,)."""

    x1: Array
    x2: Array
    values: Array

    @property
    def extent(self) -> tuple[float, float, float, float]:
        return float(self.x1[0]), float(self.x1[-1]), float(self.x2[0]), float(self.x2[-1])


def plane(
    function: Callable[[Array], Any], around: Array, *, what: str, side: int = SIDE, margin: float = 0.15
) -> Plane:
    """Ask `function`, points (M, 2) → numbers (M,) or (M, 1), on a grid around the points `around` (N, 2). One call."""
    low, high = around.min(axis=0), around.max(axis=0)
    rim = np.where(high > low, (high - low) * margin, 1.0)
    x1, x2 = (np.linspace(low[axis] - rim[axis], high[axis] + rim[axis], side) for axis in (0, 1))
    grid = np.column_stack([part.ravel() for part in np.meshgrid(x1, x2)])  # (M, 2)
    answer = function(grid)
    values = numbers(answer, what=what)
    if values.shape not in ((len(grid),), (len(grid), 1)):
        raise CheckFailed(
            f"{start_of(what)} should be one number for each of {len(grid)} points; "
            f"your code answered {shape_of(answer)}."
        )
    return Plane(x1, x2, values.reshape(side, side))


def regions(ax: Axes, where: Plane, *, n_classes: int = 2, threshold: float | None = None) -> None:
    """Where each class is decided for: pale areas, each with a hatch of its own, and a line between them.

    The values are the numbers of classes, from 0 on; with `threshold` any numbers, and those from there on mean class 1.
    """
    values, levels = where.values, np.arange(n_classes + 1) - 0.5
    if threshold is not None:
        levels = np.array([min(values.min(), threshold) - 1, threshold, max(values.max(), threshold) + 1])
    elif not np.isin(values, range(n_classes)).all():
        raise CheckFailed(f"A decision should be a whole number from 0 to {n_classes - 1}, and some are not.")
    elif n_classes == 2:
        values = _smoothed(values)
    kinds = SERIES[: len(levels) - 1]
    colours, hatches = [kind.pale for kind in kinds], [kind.hatch for kind in kinds]
    areas = ax.contourf(where.x1, where.x2, values, levels, colors=colours, hatches=hatches)
    areas.set(edgecolor="#BDBDBD", linewidth=0)  # the colour of the hatches
    _line_between(ax, Plane(where.x1, where.x2, values), levels[1:-1])
    ax.grid(visible=False)


def _smoothed(values: Array) -> Array:
    """Without the steps that the grid makes of a slanting line: each number the mean of those around it."""
    around = np.lib.stride_tricks.sliding_window_view(np.pad(values, 4, mode="edge"), (9, 9))
    return np.asarray(around.mean(axis=(2, 3)))


def surface(
    ax: Axes, where: Plane, *, label: str, limits: tuple[float, float] | None = None, level: float | None = None
) -> None:
    """The values as shades, with a colour bar; and a line where they pass `level`."""
    low, high = limits or (None, None)
    image = ax.imshow(
        where.values, extent=where.extent, origin="lower", aspect="auto", vmin=low, vmax=high, interpolation="bilinear"
    )
    bar = colour_bar(ax, image, label)
    if level is not None:
        _line_between(ax, where, [level], colour="white")
        bar.ax.axhline(level, color="white", linewidth=2)
    ax.grid(visible=False)


def _line_between(ax: Axes, where: Plane, levels: Any, colour: str = BLACK) -> None:
    passed = [level for level in levels if where.values.min() < level < where.values.max()]
    if passed:
        ax.contour(where.x1, where.x2, where.values, passed, colors=colour, linewidths=1.8)


# -- arrays as shades --------------------------------------------------------------------------------------------------


def heat_map(
    ax: Axes,
    array: Array,
    *,
    label: str | None,
    limits: tuple[float, float] | None = None,
    is_log: bool = False,
    form: str = ".2g",
) -> ScalarMappable:
    """`array` (rows, columns) as shades with a colour bar; the numbers are written in the cells of a small one.

    `limits` are the numbers of the darkest and the lightest shade; with `is_log` a shade stands for a power of ten. Rows
    and columns are numbered from 0. Without a label there is no colour bar: give several maps one with `colour_bar`.
    """
    low, high = limits or (float(array.min()), float(array.max()))
    norm = LogNorm(low, high, clip=True) if is_log else Normalize(low, high, clip=True)
    shades = ax.imshow(array, norm=norm, aspect="auto")
    if label is not None:
        colour_bar(ax, shades, label)
    ax.grid(visible=False)
    for axis, length in ((ax.xaxis, array.shape[1]), (ax.yaxis, array.shape[0])):
        axis.set_major_locator(MaxNLocator(nbins=min(10, length), integer=True, min_n_ticks=1))
    if array.size <= SHOWN_CELLS:
        _write_in_cells(ax, array, norm, form)
    return shades


def _write_in_cells(ax: Axes, array: Array, norm: Normalize, form: str) -> None:
    for (row, column), value in np.ndenumerate(array):
        colour = BLACK if float(norm(value)) > 0.5 else "white"
        ax.text(column, row, format(value, form), color=colour, ha="center", va="center", fontsize=8)
    for axis, length in ((ax.xaxis, array.shape[1]), (ax.yaxis, array.shape[0])):
        axis.set_ticks(np.arange(1, length) - 0.5, minor=True)
    ax.grid(visible=True, which="minor", color="white", linewidth=1.5)
    ax.tick_params(which="minor", length=0)


def images(
    arrays: Array,
    titles: Sequence[str],
    *,
    label: str,
    columns: int = 4,
    limits: tuple[float, float] | None = None,
    cmap: str | None = None,
) -> Figure:
    """A figure of small pictures `arrays` (N, height, width), each with a title, and one colour bar for all of them."""
    rows = -(-len(arrays) // columns)
    figure, grid = new_figure(rows, columns, width=min(2.0 * columns + 0.9, 9.5), height=2.1 * rows, squeeze=False)
    low, high = limits or (float(arrays.min()), float(arrays.max()))
    norm = Normalize(low, high)
    for ax, array, title in zip(grid.flat, arrays, titles, strict=False):
        ax.imshow(array, norm=norm, cmap=cmap, interpolation="nearest")
        ax.set_title(title, fontsize=10)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_visible(True)
    for ax in grid.flat[len(arrays) :]:
        ax.remove()
    colour_bar(figure.axes, ScalarMappable(norm, cmap), label)
    return figure


def colour_bar(beside: Any, shades: ScalarMappable, label: str) -> Any:
    """A colour bar beside these axes, one or several of a figure."""
    figure = np.ravel(beside)[0].figure
    bar = figure.colorbar(shades, ax=beside, pad=0.02)
    bar.set_label(label)
    bar.outline.set_visible(False)
    return bar
