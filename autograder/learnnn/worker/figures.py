"""A matplotlib figure as plain data, so that the judge can look at a drawing without drawing anything itself.

`describe` answers `{"title", "legend", "axes": [...]}`; title and legend are the figure's own, or its subfigures'. Each axes
is a dict of

    title, xlabel, ylabel   text, "" where there is none
    xlim, ylim              (low, high) as they are drawn; an inverted axis has low > high
    xscale, yscale          "linear", "log", …
    xticks, yticks          [{at, text}] within the limits
    lines                   [{label, x, y, color, linestyle, marker}]     `plot`, `axline`, `axvline`, `hlines`, …
    points                  [{label, offsets (N, 2), colors (1 or N, 4), values (N,) or None}]          `scatter`
    images                  [{label, array, extent, origin, is_upright, cmap, limits}]         `imshow`, `matshow`
    meshes                  [{label, array (H, W), corners (H + 1, W + 1, 2), cmap, limits}]          `pcolormesh`
    contours                [{levels (L,), filled, paths: [(N, 2), …], colors}], a path a level
                                                                                              `contour`, `contourf`
    regions                 [{label, paths: [(N, 2), …], colors}], other collections    `fill_between`, `pcolor`, …
    bars                    [{label, x, y, width, height, color}], one a bar, (x, y) a corner       `bar`, `hist`
    shapes                  [{label, path (N, 2), color}], other patches                           `axvspan`, `pie`
    texts                   [{text, at: (x, y)}]                         `text`, and `annotate` at the point it names
    legend                  [label, …] in order, or None
    is_colorbar             whether these are the axes of a colour bar

Numbers are in the units of the axes' data, whatever they were drawn in: an `axvline` has the x it stands at. Masked
numbers are NaN, colours are red, green, blue and alpha from 0 to 1, a label is None where the drawing code gave none.
The pieces of a path are parted by a row of NaN. `limits` are the numbers of the first and the last shade, NaN for an image
whose numbers are colours. `origin` is "upper" or "lower", the end of the `extent` (left, right, bottom, top) that row 0 lies
at; `is_upright` tells whether it is drawn above the others. What is invisible is left out.

matplotlib is imported when there is something to describe, never before.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.cm import ScalarMappable
    from matplotlib.collections import Collection, LineCollection, PathCollection, QuadMesh
    from matplotlib.contour import ContourSet
    from matplotlib.figure import Figure, SubFigure
    from matplotlib.image import AxesImage
    from matplotlib.legend import Legend
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch
    from matplotlib.path import Path
    from matplotlib.text import Text
    from matplotlib.transforms import Transform

Array = np.ndarray[Any, Any]
Description = dict[str, Any]
A = TypeVar("A", bound="Artist")


def describe(drawing: Any = None) -> Description:
    """What `drawing` shows: a figure, axes, or tuples, lists and arrays of them; None is pyplot's current figure.

    Given axes, the description holds those only; given a figure, all of its axes. Where nothing was drawn there are no
    axes. Raises TypeError for anything that is not a drawing.
    """
    axes = list(dict.fromkeys(_axes_of(_current_figure() if drawing is None else drawing)))
    figures = list(_with_subfigures(axes[0].figure.figure)) if axes else []  # a part's figure is the whole one
    legends = [legend for figure in figures for legend in figure.legends]
    return {
        "title": next((title for figure in figures if (title := figure.get_suptitle())), ""),
        "legend": [text for legend in legends for text in _legend(legend)] if legends else None,
        "axes": [_axes(ax) for ax in axes],
    }


def _with_subfigures(figure: Figure | SubFigure) -> Iterator[Figure | SubFigure]:
    yield figure
    for part in figure.subfigs:
        yield from _with_subfigures(part)


def _current_figure() -> Figure | tuple[()]:
    """The current figure, without making one where there is none."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    return pyplot.gcf() if pyplot is not None and pyplot.get_fignums() else ()


def _axes_of(drawing: Any) -> Iterator[Axes]:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

    match drawing:
        case Figure() | SubFigure():
            yield from _visible(drawing.axes)
        case Axes():
            yield drawing
        case tuple() | list():
            for part in drawing:
                yield from _axes_of(part)
        case np.ndarray() if drawing.dtype == object:
            yield from _axes_of(drawing.reshape(-1).tolist())
        case _:
            raise TypeError(f"expected a figure or axes of matplotlib, got {type(drawing).__name__}")


def _axes(ax: Axes) -> Description:
    legend = ax.get_legend()
    return {
        "title": ax.get_title() or ax.get_title("left") or ax.get_title("right"),
        "xlabel": ax.get_xlabel(), "ylabel": ax.get_ylabel(),
        "xlim": _pair(ax.get_xlim()), "ylim": _pair(ax.get_ylim()),
        "xscale": ax.get_xscale(), "yscale": ax.get_yscale(),
        "xticks": _ticks(ax.xaxis), "yticks": _ticks(ax.yaxis),
        **_lines_and_collections(ax), **_bars_and_shapes(ax),
        "images": [_image(image, ax) for image in _visible(ax.images)],
        "texts": [_text(text, ax) for text in _visible(ax.texts)],
        "legend": None if legend is None else _legend(legend),
        "is_colorbar": hasattr(ax, "_colorbar"),
    }  # fmt: skip


# -- lines and collections ---------------------------------------------------------------------------------------------


def _lines_and_collections(ax: Axes) -> dict[str, list[Description]]:
    from matplotlib.collections import LineCollection, PathCollection, QuadMesh
    from matplotlib.contour import ContourSet

    lines = [_line(line, ax) for line in _visible(ax.lines)]
    points, meshes, contours, regions = [], [], [], []
    for collection in _visible(ax.collections):
        collection.update_scalarmappable()  # else its colours are those from before its values were known
        match collection:
            case PathCollection():
                points.append(_points(collection, ax))
            case QuadMesh():
                meshes.append(_mesh(collection))
            case ContourSet():
                contours.append(_contour(collection, ax))
            case LineCollection():
                lines += _segments(collection, ax)
            case _:
                regions.append(_region(collection, ax))
    return {"lines": lines, "points": points, "meshes": meshes, "contours": contours, "regions": regions}


def _line(line: Line2D, ax: Axes) -> Description:
    from matplotlib.lines import AxLine

    points = _in_data_units(line.get_xydata(), line.get_transform(), ax)
    if isinstance(line, AxLine):
        points = _from_side_to_side(points, ax)
    return {
        "label": _label(line), "x": points[:, 0], "y": points[:, 1], "color": _color(line.get_color()),
        "linestyle": str(line.get_linestyle()), "marker": str(line.get_marker()),
    }  # fmt: skip


def _from_side_to_side(points: Array, ax: Axes) -> Array:
    """An endless line (2, 2) from the one limit of x to the other; it may leave the axes at top and bottom before."""
    (x, y), (dx, dy) = points[0], points[1] - points[0]
    if dx == 0 or (ax.get_xscale(), ax.get_yscale()) != ("linear", "linear"):
        return points
    ends = np.sort(ax.get_xlim())
    return np.column_stack([ends, y + (ends - x) * dy / dx])  # (2, 2)


def _segments(collection: LineCollection, ax: Axes) -> Iterator[Description]:
    """Each segment of `hlines` and its like as a line; a single colour or style holds for all of them."""
    colors = collection.get_colors()
    for index, path in enumerate(collection.get_paths()):
        points = _in_data_units(path.vertices, collection.get_transform(), ax)
        yield {
            "label": _label(collection), "x": points[:, 0], "y": points[:, 1], "color": _color(colors[index % len(colors)]),
            "linestyle": "-", "marker": "None",
        }  # fmt: skip


def _points(collection: PathCollection, ax: Axes) -> Description:
    values = collection.get_array()
    return {
        "label": _label(collection),
        "offsets": _in_data_units(collection.get_offsets(), collection.get_offset_transform(), ax),
        "colors": _colors(collection),
        "values": None if values is None else _plain(values),
    }


def _mesh(mesh: QuadMesh) -> Description:
    return {
        "label": _label(mesh), "array": _plain(mesh.get_array()), "corners": _plain(mesh.get_coordinates()),
        "cmap": mesh.get_cmap().name, "limits": _limits(mesh),
    }  # fmt: skip


def _contour(contour: ContourSet, ax: Axes) -> Description:
    return {
        "levels": _plain(contour.levels), "filled": bool(contour.filled), "paths": _paths(contour, ax),
        "colors": _colors(contour),
    }  # fmt: skip


def _region(collection: Collection, ax: Axes) -> Description:
    return {"label": _label(collection), "paths": _paths(collection, ax), "colors": _colors(collection)}


def _paths(collection: Collection, ax: Axes) -> list[Array]:
    return [_in_data_units(_corners(path), collection.get_transform(), ax) for path in collection.get_paths()]


def _corners(path: Path) -> Array:
    """Of a path (N, 2), with a row of NaN before each further piece; closing leads back to where the piece began."""
    corners = np.array(path.vertices, dtype=float)
    if path.codes is None:
        return corners
    starts = np.flatnonzero(path.codes == path.MOVETO)
    closing = np.flatnonzero(path.codes == path.CLOSEPOLY)
    corners[closing] = corners[starts[np.searchsorted(starts, closing) - 1]]
    return np.insert(corners, starts[1:], np.nan, axis=0)


# -- patches, images, text ---------------------------------------------------------------------------------------------


def _bars_and_shapes(ax: Axes) -> dict[str, list[Description]]:
    from matplotlib.container import BarContainer

    labels = {bar: _label_of_all(bars) for bars in ax.containers if isinstance(bars, BarContainer) for bar in bars}
    patches = list(_visible(ax.patches))
    return {
        "bars": [_bar(patch, labels[patch]) for patch in patches if patch in labels],
        "shapes": [_shape(patch, ax) for patch in patches if patch not in labels],
    }


def _label_of_all(bars: Any) -> str | None:
    """What the bars are called together: `bar` labels all of them, `hist` the first one."""
    return _label(bars) or next((label for bar in bars if (label := _label(bar)) is not None), None)


def _bar(bar: Any, label: str | None) -> Description:
    x, y, width, height = (float(n) for n in (bar.get_x(), bar.get_y(), bar.get_width(), bar.get_height()))
    color = _color(bar.get_facecolor())
    return {"label": label, "x": x, "y": y, "width": width, "height": height, "color": color}


def _shape(patch: Patch, ax: Axes) -> Description:
    path = _in_data_units(_corners(patch.get_path()), patch.get_transform(), ax)
    return {"label": _label(patch), "path": path, "color": _color(patch.get_facecolor())}


def _image(image: AxesImage, ax: Axes) -> Description:
    left, right, bottom, top = (float(edge) for edge in image.get_extent())
    first, last = (top, bottom) if image.origin == "upper" else (bottom, top)
    upper_end = ax.get_ylim()[1]
    return {
        "label": _label(image), "array": _plain(image.get_array()), "extent": (left, right, bottom, top),
        "origin": str(image.origin), "is_upright": bool(abs(first - upper_end) < abs(last - upper_end)),
        "cmap": image.get_cmap().name, "limits": _limits(image),
    }  # fmt: skip


def _limits(shades: ScalarMappable) -> tuple[float, float]:
    """The numbers of the first and the last shade, once drawing would have chosen them."""
    array = shades.get_array()
    if array is None or array.ndim > 2:
        return np.nan, np.nan
    shades.autoscale_None()
    return _pair(np.nan if limit is None else limit for limit in shades.get_clim())


def _text(text: Text, ax: Axes) -> Description:
    from matplotlib.text import Annotation

    if isinstance(text, Annotation):  # its own position is only known once it is drawn
        point = np.array(text.xy, dtype=float) if text.xycoords == "data" else np.full(2, np.nan)
        return {"text": text.get_text(), "at": _pair(point)}
    at = _in_data_units([text.get_unitless_position()], text.get_transform(), ax)[0]
    return {"text": text.get_text(), "at": _pair(at)}


def _ticks(axis: Axis) -> list[Description]:
    low, high = sorted(axis.get_view_interval())
    places = [float(place) for place in axis.get_majorticklocs()]
    texts = axis.get_major_formatter().format_ticks(places)  # what drawing writes there, for a tenth of the price
    return [{"at": at, "text": text} for at, text in zip(places, texts, strict=True) if low <= at <= high]


def _legend(legend: Legend) -> list[str]:
    return [text.get_text() for text in legend.get_texts()]


# -- small pieces ------------------------------------------------------------------------------------------------------


def _visible(artists: Iterable[A]) -> Iterator[A]:
    return (artist for artist in artists if artist.get_visible())


def _label(artist: Any) -> str | None:
    """What the drawing code called it; matplotlib gives the nameless a name with an underscore."""
    label = str(artist.get_label() or "")
    return label if label and not label.startswith("_") else None


def _color(color: Any) -> tuple[float, float, float, float]:
    from matplotlib.colors import to_rgba

    red, green, blue, alpha = (float(part) for part in to_rgba(color))
    return red, green, blue, alpha


def _colors(collection: Collection) -> Array:
    """Of what is filled, else of the outlines."""
    filled = np.array(collection.get_facecolor(), dtype=float).reshape(-1, 4)
    return filled if filled[:, 3].any() else np.array(collection.get_edgecolor(), dtype=float).reshape(-1, 4)


def _in_data_units(points: Any, transform: Transform, ax: Axes) -> Array:
    plain = _plain(np.ma.asarray(points, dtype=float)).reshape(-1, 2)  # (N, 2)
    return plain if transform == ax.transData else _plain((transform - ax.transData).transform(plain))


def _plain(numbers: Any) -> Array:
    """An ordinary array: without a mask, without a subclass, not shared with the drawing."""
    if np.ma.is_masked(numbers):
        numbers = np.ma.asarray(numbers, dtype=float).filled(np.nan)
    return np.array(numbers, subok=False)


def _pair(numbers: Iterable[Any]) -> tuple[float, float]:
    low, high = (float(number) for number in numbers)
    return low, high
