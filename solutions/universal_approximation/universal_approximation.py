"""One hidden layer that comes as close to a curve as you like: built by hand, then improved by gradient descent."""

from collections.abc import Callable, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

Network = dict[str, np.ndarray | float]
Curve = Callable[[np.ndarray], np.ndarray]


def predict(network: Network, x: np.ndarray) -> np.ndarray:
    """What the network answers to each number in `x`: the sum over its units of v tanh(w x + b), plus c.

    In all functions a network of H tanh units is a dict of the arrays "w", "b" and "v", each of shape (H,), H at least
    1, and the number "c". `x` has shape (N,) and holds integers or floats; N may be 0. The answer has shape (N,). No
    function changes what it is given.
    """
    return _hidden(network, x) @ network["v"] + network["c"]


def staircase(f: Curve, width: int, steepness: float) -> Network:
    """A network of `width` units that climbs along the curve `f` from x = 0 to x = 1, one step with each unit.

    Here and below, `f` takes an array (N,) of floats or a single one, and gives as many. With H = `width`, samples at
    t_i = i / H for i = 0, ..., H, and steps half-way between them, unit i = 1, ..., H (in this order) has

        w_i = steepness        b_i = -steepness * (t_(i-1) + t_i) / 2        v_i = (f(t_i) - f(t_(i-1))) / 2

    and c = (f(0) + f(1)) / 2. `steepness` is positive. Raises ValueError if `width` is below 1.
    """
    if width < 1:
        raise ValueError("a network has at least one unit")
    samples = np.linspace(0, 1, width + 1)  # (H + 1,)
    heights = f(samples)
    return {
        "w": np.full(width, float(steepness)),
        "b": -steepness * (samples[:-1] + samples[1:]) / 2,
        "v": np.diff(heights) / 2,
        "c": (heights[0] + heights[-1]) / 2,
    }


def gradients(network: Network, x: np.ndarray, y: np.ndarray) -> Network:
    """The slopes of the loss in every parameter, in a dict with the names and shapes of the network's own.

    The loss is the mean of (predict(network, x) - y)² over the N entries of `x` and `y`, both of shape (N,), N at least
    1. The slopes are those of this loss exactly, with all its factors. The slope in "c" is a single number.
    """
    hidden = _hidden(network, x)
    output_delta = 2 / len(x) * (hidden @ network["v"] + network["c"] - y)  # (N,)
    hidden_delta = np.outer(output_delta, network["v"]) * (1 - hidden**2)  # (N, H)
    return {
        "w": x @ hidden_delta,
        "b": hidden_delta.sum(axis=0),
        "v": output_delta @ hidden,
        "c": output_delta.sum(),
    }


def fit_function(f: Curve, width: int, epochs: int, lr: float) -> tuple[Network, list[float]]:
    """Fit `width` units to the curve `f` by gradient descent, and return the pair `(network, losses)`.

    Training begins at `staircase(f, width, width)` (the steepness is the width) and takes `epochs` steps. The examples
    of every step are the 100 points x = np.linspace(0, 1, 100) with y = f(x); a step subtracts `lr / width` times its
    slope from every parameter, all slopes measured before any parameter moves. `losses` is a list of `epochs` floats:
    entry i is the loss on these examples just before step i. With 0 epochs it is empty. All numbers are float64.
    """
    network = staircase(f, width, width)
    x = np.linspace(0, 1, 100)
    y = f(x)
    losses = []
    for _ in range(epochs):
        losses.append(float(np.mean((predict(network, x) - y) ** 2)))
        slopes = gradients(network, x, y)
        network = {name: value - lr / width * slopes[name] for name, value in network.items()}
    return network, losses


def error_by_width(f: Curve, widths: Sequence[int], epochs: int, lr: float) -> np.ndarray:
    """How far off a fitted network is at its worst, for each of the `widths`: an array of floats in their order.

    Each network is the one of `fit_function(f, width, epochs, lr)`. Its error is the largest of |network - f| at the
    501 points np.linspace(0, 1, 501).
    """
    x = np.linspace(0, 1, 501)
    y = f(x)
    fits = (fit_function(f, width, epochs, lr)[0] for width in widths)
    return np.array([np.abs(predict(network, x) - y).max() for network in fits])


def plot_fits(f: Curve, widths: Sequence[int], epochs: int, lr: float) -> Figure:
    """Show the fit of each of the `widths` in axes of its own, in a new figure, and return the figure.

    There is at least one width, and as many axes as widths, in that order. Those of a network of 5 units are titled
    `5 units`, and so on. In each axes the line `target` shows `f` and the line `network` what the network of
    `fit_function(f, width, epochs, lr)` answers, both over points from x = 0 to x = 1 that lie at most 0.01 apart.
    These are the lines' labels, and a legend shows them, in each axes or in one for the figure. The x-axes are labelled
    `x` and the y-axes `y`; where axes share a label, one of the axes has it. Anything else is up to you.
    """
    x = np.linspace(0, 1, 501)
    figure, axes = plt.subplots(
        1, len(widths), figsize=(3 * len(widths), 3), sharey=True, squeeze=False, layout="tight"
    )
    for ax, width in zip(axes.flat, widths, strict=True):
        network, _ = fit_function(f, width, epochs, lr)
        ax.plot(x, f(x), label="target")
        ax.plot(x, predict(network, x), "--", label="network")
        ax.set(title=f"{width} units", xlabel="x", ylabel="y")
        ax.legend()
    return figure


def _hidden(network: Network, x: np.ndarray) -> np.ndarray:
    """The activations (N, H) of the hidden units."""
    return np.tanh(np.outer(x, network["w"]) + network["b"])
