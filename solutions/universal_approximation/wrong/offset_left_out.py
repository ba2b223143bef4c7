"""The answers miss the constant `c`: all of them are off by the same number.

Set all v to 0. What should the network answer then?

required:
    test_steps_and_losses
    test_any_number_of_units_and_points
    test_any_widths_are_drawn
    test_each_network_is_drawn_after_training
    test_error_falls_with_width
    test_error_is_the_largest_distance
    test_errors_are_in_the_order_of_the_widths
    test_fits_of_any_size
    test_one_unit_by_hand
    test_predict_takes_any_array
    test_saturated_units_are_flat
    test_training_improves_the_staircase
    test_units_add_up
"""

from collections.abc import Callable, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

Network = dict[str, np.ndarray | float]
Curve = Callable[[np.ndarray], np.ndarray]


def predict(network: Network, x: np.ndarray) -> np.ndarray:
    """What the network answers to each number in `x`: the sum over its units of v tanh(w x + b), plus c."""
    return _hidden(network, x) @ network["v"]


def staircase(f: Curve, width: int, steepness: float) -> Network:
    """A network of `width` units that climbs along the curve `f` from x = 0 to x = 1, one step with each unit."""
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
    """The slopes of the loss in every parameter, in a dict with the names and shapes of the network's own."""
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
    """Fit `width` units to the curve `f` by gradient descent, and return the pair `(network, losses)`."""
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
    """How far off a fitted network is at its worst, for each of the `widths`: an array of floats in their order."""
    x = np.linspace(0, 1, 501)
    y = f(x)
    fits = (fit_function(f, width, epochs, lr)[0] for width in widths)
    return np.array([np.abs(predict(network, x) - y).max() for network in fits])


def plot_fits(f: Curve, widths: Sequence[int], epochs: int, lr: float) -> Figure:
    """Show the fit of each of the `widths` in axes of its own, in a new figure, and return the figure."""
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
