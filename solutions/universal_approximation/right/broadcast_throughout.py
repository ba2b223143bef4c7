"""Columns against rows everywhere: arrays of shape (N, 1) meet those of the units, each formula is written out where it is used."""

import numpy as np
from matplotlib import pyplot as plt


def predict(network, x):
    z = network["w"] * np.asarray(x)[:, None] + network["b"]
    return (network["v"] * np.tanh(z)).sum(axis=1) + network["c"]


def staircase(f, width, steepness):
    if width < 1:
        raise ValueError("at least one unit is needed")
    t = np.arange(width + 1) / width
    middle = 0.5 * (t[1:] + t[:-1])
    height = np.array([float(f(one)) for one in t])
    return dict(
        w=steepness * np.ones(width),
        b=-steepness * middle,
        v=(height[1:] - height[:-1]) / 2,
        c=(height[0] + height[-1]) / 2,
    )


def gradients(network, x, y):
    column = np.asarray(x)[:, None]
    h = np.tanh(network["w"] * column + network["b"])
    off = 2 * (predict(network, x) - y)[:, None]
    back = off * network["v"] * (1 - h * h)
    return {
        "w": (back * column).mean(axis=0),
        "b": back.mean(axis=0),
        "v": (off * h).mean(axis=0),
        "c": off.mean(),
    }


def fit_function(f, width, epochs, lr):
    network = staircase(f, width, width)
    x = np.linspace(0, 1, 100)
    y = f(x)
    losses = []
    while len(losses) < epochs:
        losses.append(float(np.square(predict(network, x) - y).mean()))
        slopes = gradients(network, x, y)
        network = {key: network[key] - (lr / width) * slopes[key] for key in ("w", "b", "v", "c")}
    return network, losses


def error_by_width(f, widths, epochs, lr):
    x = np.linspace(0, 1, 501)
    return np.array([max(abs(predict(fit_function(f, n, epochs, lr)[0], x) - f(x))) for n in widths], dtype=float)


def plot_fits(f, widths, epochs, lr):
    x = np.linspace(0, 1, 201)
    fig = plt.figure(figsize=(4 * len(widths), 4))
    for place, n in enumerate(widths, start=1):
        ax = fig.add_subplot(1, len(widths), place)
        ax.plot(x, f(x), label="target")
        ax.plot(x, predict(fit_function(f, n, epochs, lr)[0], x), label="network")
        ax.set_title(f"{n} units")
        ax.set_xlabel("x")
        ax.set_ylabel("y")
        ax.legend()
    return fig
