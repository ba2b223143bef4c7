"""Logarithms of sums instead of quotients, einsum for the matrices, and a figure that never meets pyplot's memory."""

from math import pi

import numpy as np
from matplotlib.figure import Figure


def _as_float(x):
    return x if x.dtype == np.float32 else x.astype(np.float64)


def _softplus(x):
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def sigmoid(x):
    return np.exp(-_softplus(-_as_float(x)))


def sigmoid_derivative(x):
    x = _as_float(x)
    return np.exp(-_softplus(x) - _softplus(-x))


def tanh(x):
    gone = np.expm1(-2 * np.abs(_as_float(x)))  # from -1 to 0
    return np.copysign(gone / (2 + gone), x)


def tanh_derivative(x):
    x = _as_float(x)
    return 4 * np.exp(-_softplus(2 * x) - _softplus(-2 * x))


def relu(x):
    x = _as_float(x)
    return (x + np.abs(x)) / 2


def relu_derivative(x):
    return (x > 0).astype(_as_float(x).dtype)


def leaky_relu(x, alpha=0.01):
    x = _as_float(x)
    return np.maximum(x, alpha * x)


def leaky_relu_derivative(x, alpha=0.01):
    x = _as_float(x)
    return np.select([x > 0], [np.ones_like(x)], default=np.full_like(x, alpha))


def elu(x, alpha=1.0):
    x = _as_float(x)
    return np.maximum(x, 0) + alpha * np.expm1(np.minimum(x, 0))


def elu_derivative(x, alpha=1.0):
    x = _as_float(x)
    return alpha * np.exp(np.minimum(x, 0)) * (x <= 0) + (x > 0)


def swish(x):
    x = _as_float(x)
    return np.sign(x) * np.exp(np.log(np.maximum(np.abs(x), 1e-37)) - _softplus(-x)) * (x != 0)


def swish_derivative(x):
    return swish(x) + (1 - swish(x)) * sigmoid(x)


def _steep(x):
    """Twice the u of the contract: gelu is x times the sigmoid of it."""
    x = _as_float(x)
    return 2 * (2 / pi) ** 0.5 * x * (1 + 0.044715 * x * x)


def gelu(x):
    return _as_float(x) * sigmoid(_steep(x))


def gelu_derivative(x):
    x = _as_float(x)
    s = sigmoid(_steep(x))
    return s + s * (1 - s) * x * 2 * (2 / pi) ** 0.5 * (1 + 3 * 0.044715 * x * x)


def softmax(x):
    x = _as_float(x)
    top = np.amax(x, axis=-1)[..., np.newaxis]
    return np.exp(x - top - np.log(np.einsum("...k->...", np.exp(x - top)))[..., np.newaxis])


def softmax_derivative(x):
    s = softmax(x)
    matrices = -np.einsum("...i,...j->...ij", s, s)
    diagonal = np.einsum("...ii->...i", matrices)  # a view into them
    diagonal += s
    return matrices


def plot_activations():
    figure = Figure(figsize=(6, 18))
    lines = []
    functions = (sigmoid, tanh, relu, leaky_relu, elu, swish, gelu)
    slopes = (
        sigmoid_derivative,
        tanh_derivative,
        relu_derivative,
        leaky_relu_derivative,
        elu_derivative,
        swish_derivative,
        gelu_derivative,
    )
    for place, (function, slope) in enumerate(zip(functions, slopes), start=1):
        ax = figure.add_subplot(len(functions), 1, place)
        x = np.arange(600, -601, -5) / 100  # from right to left
        lines = ax.plot(x, np.stack([function(x), slope(x)], axis=1), "-")
        ax.axhline(0, color="grey")
        ax.axvline(0, color="grey")
        ax.set_title(function.__name__)
        ax.set_xlabel("x")
        for one, label in zip(lines, ("value", "derivative")):
            one.set_label(label)
    figure.legend(handles=lines, loc="upper right")
    return figure
