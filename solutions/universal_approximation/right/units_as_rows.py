"""A network is read as a table with a row for each unit, the staircase is climbed in a loop, slopes come from einsum."""

import matplotlib.pyplot as plt
import numpy as np


def _rows(network):
    """One row (w, b, v) for each unit: (H, 3)."""
    return np.stack([network["w"], network["b"], network["v"]], axis=1)


def predict(network, x):
    answer = np.full(np.shape(x), network["c"], dtype=float)
    for w, b, v in _rows(network):
        answer += v * np.tanh(w * x + b)
    return answer


def staircase(f, width, steepness):
    if not width >= 1:
        raise ValueError("width must be 1 or more")
    network = {"w": np.empty(width), "b": np.empty(width), "v": np.empty(width)}
    below = lowest = f(0.0)
    for i in range(width):
        above = f((i + 1) / width)
        network["w"][i] = steepness
        network["b"][i] = -steepness * (i + 0.5) / width
        network["v"][i] = 0.5 * (above - below)
        below = above
    network["c"] = 0.5 * (lowest + below)
    return network


def gradients(network, x, y):
    w, b, v = _rows(network).T
    outputs = np.tanh(np.multiply.outer(w, x) + b[:, None])  # (H, N)
    errors = predict(network, x) - y
    bends = (1 - outputs) * (1 + outputs)
    return {
        "c": 2 * np.mean(errors),
        "v": 2 * np.einsum("hn,n->h", outputs, errors) / len(x),
        "b": 2 * v * np.einsum("hn,n->h", bends, errors) / len(x),
        "w": 2 * v * np.einsum("hn,n,n->h", bends, errors, x) / len(x),
    }


def fit_function(f, width, epochs, lr):
    x = np.linspace(0.0, 1.0, num=100)
    y = f(x)
    network, losses = staircase(f, width, steepness=width), np.zeros(epochs)
    rate = lr / width
    for epoch in range(epochs):
        errors = predict(network, x) - y
        losses[epoch] = errors @ errors / errors.size
        for name, slope in gradients(network, x, y).items():
            network[name] = network[name] - rate * slope
    return network, losses.tolist()


def error_by_width(f, widths, epochs, lr):
    x = np.linspace(0.0, 1.0, num=501)
    worst = np.zeros(len(widths))
    for i, width in enumerate(widths):
        network, _ = fit_function(f, width, epochs, lr)
        worst[i] = np.linalg.norm(predict(network, x) - f(x), ord=np.inf)
    return worst


def plot_fits(f, widths, epochs, lr):
    x = np.arange(0, 1.0005, 0.005)
    fig, axes = plt.subplots(len(widths), 1, sharex=True, squeeze=False, figsize=(5, 2 + 2 * len(widths)))
    for i, width in enumerate(widths):
        ax = axes[i, 0]
        ax.set_title(str(width) + " units")
        ax.set_ylabel("y")
        network, _ = fit_function(f, width, epochs, lr)
        lines = ax.plot(x, predict(network, x), "r-", x, f(x), "k:")
        lines[0].set_label("network")
        lines[1].set_label("target")
    ax.set_xlabel("x")
    fig.legend(handles=lines)
    return fig
