"""Pictures of `universal_approximation`: the parts of a staircase, the fits, and how the error falls with the width."""

import numpy as np

from learnnn.checks import require, shape_of
from learnnn.drawing import BLACK, BLUE, curve, new_figure, numbers, redraw

EPOCHS, LR = 300, 0.3
WIDTHS = (3, 6, 12, 24)
UNITS = 10


def parts_of_a_staircase(student, rng):
    """A staircase and its steps.

    Your `staircase` of 10 units for the curve sin 2πx + ½ cos 4πx, once with steep steps and once with soft ones. Each
    grey line is one unit, v tanh(w x + b); all of them and c add up to the network. The bend of each unit lies half-way
    between two samples. Steep steps give plateaus through the samples; soft ones melt into their neighbours.
    """
    x = np.linspace(0, 1, 401)
    figure, axes = new_figure(1, 2, sharey=True, width=9.0, height=4.0)
    for ax, steepness in zip(axes, (300.0, 20.0), strict=True):
        network = _network(student.staircase(_waves, UNITS, steepness), UNITS)
        for w, b, v in zip(network["w"], network["b"], network["v"], strict=True):
            ax.plot(x, v * np.tanh(w * x + b), color="#9A9A9A", linewidth=0.9)
        ax.plot(x, _answers(student, network, x), color=BLUE, linewidth=2, label="network")
        ax.plot(x, _waves(x), color=BLACK, linestyle=":", label="target")
        samples = np.linspace(0, 1, UNITS + 1)
        ax.plot(samples, _waves(samples), color=BLACK, marker="o", linestyle="none", markersize=5, label="samples")
        ax.set(title=f"{UNITS} units, steepness {steepness:g}", xlabel="x")
    axes[0].set_ylabel("y")
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=3)
    return figure


def fits(student, rng):
    """Your plot of four widths after training.

    What your `plot_fits` draws for the curve sin 2πx + ½ cos 4πx after 300 epochs. With few units the network follows
    the large wave and misses the small one; with each doubling of the width it gets nearer. Look for the last gaps that
    are left: they are where the curve bends most, or at the ends.
    """
    return redraw(student.figure(student.plot_fits(_waves, list(WIDTHS), EPOCHS, LR)))


def error_falls(student, rng):
    """How far off, by width.

    The largest error that your `error_by_width` finds on both curves, with 0 epochs (the staircase as it was built) and
    with 300. Both axes are logarithmic, so that a straight line that falls is a power of the width. Training lies below
    building everywhere: the theorem says how many units are enough, and learning needs fewer.
    """
    widths = (2, 4, 8, 16, 32)
    figure, axes = new_figure(1, 2, sharey=True, width=9.0, height=4.0)
    for ax, (name, f) in zip(
        axes, (("sin 2πx + ½ cos 4πx", _waves), ("exp(\N{MINUS SIGN}x²) cos 5x", _ripple)), strict=True
    ):
        for series, (epochs, label) in enumerate(((0, "built"), (EPOCHS, "built, then trained"))):
            errors = numbers(
                student.error_by_width(f, list(widths), epochs, LR), what="what `error_by_width` returns", shape=(5,)
            )
            curve(ax, errors, x=np.array(widths), label=label, series=series)
        ax.set(title=name, xlabel="width (units)", xscale="log", yscale="log")
        ax.set_xticks(widths, [str(width) for width in widths])
        ax.minorticks_off()
        ax.legend()
    axes[0].set_ylabel("largest error")
    return figure


def _waves(x):
    return np.sin(2 * np.pi * x) + 0.5 * np.cos(4 * np.pi * x)


def _ripple(x):
    return np.exp(-(x**2)) * np.cos(5 * x)


def _network(network, width):
    """The arrays of a network, once they are sure to be arrays, and c."""
    require(isinstance(network, dict), f"The network is {shape_of(network)}, expected a dict.")
    arrays = {
        name: numbers(network.get(name), what=f'"{name}" in the network', shape=(width,)) for name in ("w", "b", "v")
    }
    return arrays | {"c": float(numbers(network.get("c"), what='"c" in the network', shape=()))}


def _answers(student, network, x):
    return numbers(student.predict(network, x), what="what `predict` returns", shape=x.shape)
