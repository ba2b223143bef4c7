"""How our pictures look, and how they become files: one style whatever the machine's own settings are, and no pyplot."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
import matplotlib.style
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.ticker import LogFormatterSciNotation

BLACK, ORANGE, SKY_BLUE, BLUISH_GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
YELLOW, BLUE, VERMILION, REDDISH_PURPLE = "#F0E442", "#0072B2", "#D55E00", "#CC79A7"
GREY = "#595959"


@dataclass(frozen=True, slots=True)
class Series:
    """How one series looks, in colour and without."""

    colour: str
    marker: str
    line: Any  # a line style of matplotlib's
    hatch: str
    pale: str  # the colour of an area that text can be read on


SERIES = (
    Series(BLUE, "o", "-", "", "#D6E8F5"),
    Series(VERMILION, "s", "--", "///", "#FBE3D2"),
    Series(BLUISH_GREEN, "^", "-.", "...", "#D3EFE6"),
    Series(REDDISH_PURPLE, "D", ":", "\\\\\\", "#F6E4EE"),
    Series(ORANGE, "v", (0, (6, 1.5, 1, 1.5, 1, 1.5)), "xxx", "#FBEED0"),
    Series(BLACK, "X", (0, (1, 1)), "++", "#E6E6E6"),
)
STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.titlesize": 11,
    "axes.labelsize": 10,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "legend.fontsize": 9,
    "legend.framealpha": 0.9,
    "figure.titlesize": 12,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#DDDDDD",
    "grid.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.formatter.useoffset": False,
    "lines.linewidth": 1.8,
    "lines.markersize": 5,
    "hatch.linewidth": 0.6,
    "image.cmap": "cividis",
    "text.parse_math": False,
    "savefig.dpi": 160,
    "svg.fonttype": "path",  # letters look the same wherever the picture goes
    "svg.hashsalt": "learnnn",  # the same picture is the same file
}
WIDTH, HEIGHT = 5.2, 3.7  # inches, of one axes
PANEL = 3.0  # inches, of one axes among several
FORMATS = {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}  # what would differ from day to day


@contextmanager
def styled() -> Iterator[None]:
    """The style of our pictures, whatever the machine's own settings are. `learnnn.desk.pictures` draws and saves in it."""
    with mpl.style.context(["default", STYLE]):
        yield


def new_figure(
    rows: int = 1, columns: int = 1, *, width: float | None = None, height: float | None = None, **sharing: Any
) -> tuple[Figure, Any]:
    """A figure and its axes: one, or an array of them (rows, columns) without those of its dimensions that are 1.

    `width` and `height` are inches of the whole figure; `sharing` is what `Figure.subplots` takes, such as `sharey=True`.
    """
    is_single = rows == columns == 1
    size = (
        width or (WIDTH if is_single else PANEL * columns),
        height or (HEIGHT if is_single else PANEL * rows),
    )
    figure = Figure(figsize=size, layout="constrained")
    return figure, figure.subplots(rows, columns, **sharing)


def rendered(figure: Figure, kind: str) -> bytes:
    """The figure as a file, `svg` or `png`: the same figure is the same file. Nothing is drawn in it after the first."""
    for ax in figure.axes:
        _write_powers_plainly(ax.xaxis)
        _write_powers_plainly(ax.yaxis)
    if figure.get_layout_engine() is not None:
        figure.draw_without_rendering()
        figure.set_layout_engine("none")  # everything has its place now, in both formats
    file = io.BytesIO()
    figure.savefig(file, format=kind, metadata=FORMATS[kind])
    return file.getvalue()


def unlabelled(figure: Figure) -> list[str]:
    """What the axes of a figure lack: a title, and a label for each axis that has ticks. A colour bar needs a label only."""
    found = [] if figure.axes else ["it has no axes"]
    for number, ax in enumerate(figure.axes, 1):
        is_bar = hasattr(ax, "_colorbar")
        if is_bar and not (ax.get_xlabel() or ax.get_ylabel()):
            found.append(f"colour bar {number} has no label")
        if not is_bar and ax.axison:
            sides = ("x", ax.xaxis, "labelbottom"), ("y", ax.yaxis, "labelleft")
            found += [f"axes {number} has no label for {name}" for name, axis, side in sides if _is_mute(axis, side)]
        if not is_bar and not ax.get_title():
            found.append(f"axes {number} has no title")
    return found


def _is_mute(axis: Axis, side: str) -> bool:
    """Whether it has ticks and says nothing. Of axes that share one, the outer ones write its texts, and its label."""
    return (
        not axis.get_label_text()
        and len(axis.get_majorticklocs()) > 0
        and axis.get_tick_params().get(side, True) is True
    )


class _PlainPowers(LogFormatterSciNotation):
    """10⁻³ without a formula: dollars are dollars here."""

    def __call__(self, x: float, pos: Any = None) -> str:
        text = re.sub(r"\$|\\mathdefault|\\mathregular", "", super().__call__(x, pos)).replace(r"\times", "\u00d7")
        powers = re.sub(r"\^\{(.*?)\}", lambda power: power[1].translate(_RAISED), text)
        return powers.replace("{", "").replace("}", "")


_RAISED = str.maketrans("0123456789-\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")


def _write_powers_plainly(axis: Axis) -> None:
    if isinstance(axis.get_major_formatter(), LogFormatterSciNotation):
        axis.set_major_formatter(_PlainPowers())
    if isinstance(axis.get_minor_formatter(), LogFormatterSciNotation):
        axis.set_minor_formatter(_PlainPowers(labelOnlyBase=False, minor_thresholds=(1, 0.4)))
