"""Activation functions and their derivatives.

In every function `x` is a NumPy array of float32, float64 or int64. It has one or more axes, may be empty, read-only or
not contiguous, and is not changed. Answers for float32 are float32, all others float64; their shape is that of `x` unless
the docstring says otherwise. Answers are finite, and NumPy gives no warning, wherever -1000 <= x <= 1000. Work on whole
arrays, without a Python loop over entries or rows.

A derivative is taken at `x`: what went in, not what came out. At a kink it is the slope on the left.
"""

from math import pi, sqrt

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

NAMES = ("sigmoid", "tanh", "relu", "leaky_relu", "elu", "swish", "gelu")
SCALE, CUBIC = sqrt(2 / pi), 0.044715  # of `gelu`; a NumPy scalar would turn float32 into float64


def sigmoid(x: np.ndarray) -> np.ndarray:
    """`1 / (1 + exp(-x))`, entry by entry: between 0 and 1."""
    return 0.5 * (1 + np.tanh(0.5 * x))  # the same function, and tanh cannot overflow


def sigmoid_derivative(x: np.ndarray) -> np.ndarray:
    """The slope of `sigmoid` at each entry of `x`."""
    s = sigmoid(x)
    return s * (1 - s)


def tanh(x: np.ndarray) -> np.ndarray:
    """`(exp(x) - exp(-x)) / (exp(x) + exp(-x))`, entry by entry: between -1 and 1."""
    return np.tanh(x)


def tanh_derivative(x: np.ndarray) -> np.ndarray:
    """The slope of `tanh` at each entry of `x`."""
    return 1 - np.tanh(x) ** 2


def relu(x: np.ndarray) -> np.ndarray:
    """The larger of x and 0, entry by entry."""
    return np.maximum(x, 0.0)


def relu_derivative(x: np.ndarray) -> np.ndarray:
    """The slope of `relu` at each entry of `x`: 1 where x > 0 and 0 elsewhere, at exactly 0 too."""
    return np.heaviside(x, 0.0)


def leaky_relu(x: np.ndarray, alpha: float = 0.01) -> np.ndarray:
    """`x` where x > 0 and `alpha * x` elsewhere, entry by entry, for `0 <= alpha < 1`."""
    return np.where(x > 0, x, alpha * x)


def leaky_relu_derivative(x: np.ndarray, alpha: float = 0.01) -> np.ndarray:
    """The slope of `leaky_relu` at each entry of `x`: 1 where x > 0 and `alpha` elsewhere, at exactly 0 too."""
    return alpha + (1 - alpha) * np.heaviside(x, 0.0)


def elu(x: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    """`x` where x > 0 and `alpha * (exp(x) - 1)` elsewhere, entry by entry, for `alpha > 0`."""
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0.0)))  # both sides are computed everywhere


def elu_derivative(x: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    """The slope of `elu` at each entry of `x`; at exactly 0 it is `alpha`."""
    return np.where(x > 0, 1.0, alpha * np.exp(np.minimum(x, 0.0)))


def swish(x: np.ndarray) -> np.ndarray:
    """`x * sigmoid(x)`, entry by entry; also known as SiLU (Ramachandran and others, 2017)."""
    return x * sigmoid(x)


def swish_derivative(x: np.ndarray) -> np.ndarray:
    """The slope of `swish` at each entry of `x`."""
    s = sigmoid(x)
    return s + x * s * (1 - s)


def gelu(x: np.ndarray) -> np.ndarray:
    """`x * (1 + tanh(u)) / 2` with `u = sqrt(2 / pi) * (x + 0.044715 * x**3)`, entry by entry.

    This is the widely used approximation of Hendrycks and Gimpel (2016), which differs from x * Phi(x), with the normal
    distribution's Phi, by up to 0.0005. The checks expect the approximation.
    """
    return 0.5 * x * (1 + np.tanh(SCALE * (x + CUBIC * x**3)))


def gelu_derivative(x: np.ndarray) -> np.ndarray:
    """The slope of `gelu`, as it is defined above, at each entry of `x`."""
    t = np.tanh(SCALE * (x + CUBIC * x**3))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * SCALE * (1 + 3 * CUBIC * x**2)


def softmax(x: np.ndarray) -> np.ndarray:
    """`exp(x_i) / (exp(x_1) + ... + exp(x_K))` along the last axis of `x` (..., K), K >= 1.

    The answer has the shape of `x`. Along its last axis the entries lie between 0 and 1 and sum to 1.
    """
    e = np.exp(x - x.max(axis=-1, keepdims=True))  # (..., K), at most 1
    return e / e.sum(axis=-1, keepdims=True)


def softmax_derivative(x: np.ndarray) -> np.ndarray:
    """The matrices of all slopes of `softmax`, of shape (..., K, K) for `x` of shape (..., K), K >= 1.

    Entry [..., i, j] is how fast entry i of the answer of `softmax` changes with entry j of `x`.
    """
    s = softmax(x)  # (..., K)
    return s[..., :, None] * (np.eye(x.shape[-1], dtype=s.dtype) - s[..., None, :])  # (..., K, K)


def plot_activations() -> Figure:
    """Show sigmoid, tanh, relu, leaky_relu, elu, swish and gelu with their derivatives, in a new figure.

    Each of the seven has axes of its own, titled with its name as in this sentence. In them are two lines, labelled
    `value` and `derivative`, over the same x: from -5 or less to 5 or more, with neighbours at most 0.1 apart. `alpha` has
    its default. The x-axis is labelled `x`. A legend shows the two labels, in each axes or once for the figure. Anything
    else is up to you; axes that are left over stay empty. Returns the figure.
    """
    fig, axes = plt.subplots(2, 4, figsize=(14, 6), layout="constrained")
    axes[1, 3].remove()
    x = np.linspace(-5, 5, 501)
    for ax, name in zip(axes.flat, NAMES, strict=False):
        ax.plot(x, globals()[name](x), label="value")
        ax.plot(x, globals()[f"{name}_derivative"](x), label="derivative")
        ax.set(title=name, xlabel="x")
        ax.legend()
    return fig
