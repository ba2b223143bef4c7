"""Pictures of `feature_maps`: a photograph and its edges, what pooling keeps, and a map that moves with its image."""

import numpy as np

from learnnn.data import photographs
from learnnn.drawing import colour_bar, new_figure, numbers, redraw

DIRECTIONS = ("to the right", "to the lower right", "downwards", "to the lower left")


def edges(student, rng):
    """A photograph, and where it gets lighter.

    What your `plot_feature_maps` draws of a temple and its maps under your four kernels. Each map is strong along the edges
    that lie across its direction: compare the columns under the first kernel and the beams under the third. Even sky gives
    an even map. A line that is lighter than what is around it shows twice, once for each of its sides.
    """
    image = _grey("china")
    maps = _maps(student, image)
    titles = [f"lighter {direction}" for direction in DIRECTIONS]
    figure = redraw(student.figure(student.plot_feature_maps(image, maps, titles)))
    figure.set_size_inches(9.0, 4.8)
    for ax in figure.axes:
        ax.set(xlabel=ax.get_xlabel() or "column", ylabel=ax.get_ylabel() or "row", aspect="equal")
        ax.set_title(ax.get_title() or "untitled")
    return figure


def pooling(student, rng):
    """What pooling keeps.

    How strong the edges of a flower are, and the same map after your `max_pool` once, twice and three times. There are four
    times fewer numbers each time, and still the flower can be made out: the largest number of a window stays, only its exact
    place is forgotten.
    """
    across, _, down, _ = _maps(student, _grey("flower"))
    maps = [np.hypot(across, down)[np.newaxis]]
    for _ in range(3):
        maps.append(numbers(student.max_pool(maps[-1]), what="what `max_pool` returns", shape=(1, None, None)))

    figure, axes = new_figure(2, 2, width=7.6, height=5.2)
    for ax, (one,) in zip(axes.flat, maps, strict=True):
        shades = ax.imshow(one, vmin=0, vmax=maps[0].max(), interpolation="nearest")
        ax.set(title=f"{one.shape[0]} by {one.shape[1]} numbers", xlabel="column", ylabel="row")
        ax.grid(visible=False)
    colour_bar(axes, shades, "strength of the edge")
    return figure


def moving(student, rng):
    """Where the pattern goes, the map goes.

    A ring on the left, the same ring moved, and below them their maps under your first kernel. The map shows the very same
    numbers, moved by as much: what a kernel finds it finds everywhere. Wherever you cross the line from left to right, the
    map is positive (light) first and negative (dark) then, because brightness goes up and down again.
    """
    rings = [_ring(10, 9), _ring(18, 20)]
    maps = [_maps(student, ring, padding=1)[0] for ring in rings]
    limit = max(float(np.abs(one).max()) for one in maps) or 1.0

    figure, axes = new_figure(2, 2, width=6.6, height=6.0)
    for column, when in enumerate(("a ring", "the ring moved")):
        axes[0, column].imshow(rings[column], cmap="gray")
        shades = axes[1, column].imshow(maps[column], cmap="gray", vmin=-limit, vmax=limit)
        axes[0, column].set_title(when)
        axes[1, column].set_title(f"the map of {when}")
    for ax in axes.flat:
        ax.set(xlabel="column", ylabel="row")
        ax.grid(visible=False)
    colour_bar(axes[1], shades, "answer of the kernel")
    return figure


def _maps(student, image, **settings):
    """The maps (4, H', W') of a grey image under the student's kernels."""
    kernels = numbers(student.edge_kernels(), what="what `edge_kernels` returns", shape=(4, 1, 3, 3))
    maps = student.conv2d(image[np.newaxis], kernels, **settings)
    return numbers(maps, what="what `conv2d` returns", shape=(4, None, None))


def _grey(name):
    """A photograph in grey (106, 160), floats in 0..1: each number is the mean of 4 by 4 pixels."""
    pixels = photographs()[name][:424].mean(axis=2) / 255
    return pixels.reshape(106, 4, 160, 4).mean(axis=(1, 3))


def _ring(row, column):
    """A light ring on black (30, 30), with its middle at this place."""
    rows, columns = np.mgrid[:30, :30]
    return np.exp(-((np.hypot(rows - row, columns - column) - 6) ** 2) / 2)
