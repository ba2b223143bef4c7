"""Activation functions and their derivatives.

In every function `x` is a NumPy array of float32, float64 or int64. It has one or more axes, may be empty, read-only or
not contiguous, and is not changed. Answers for float32 are float32, all others float64; their shape is that of `x` unless
the docstring says otherwise. Answers are finite, and NumPy gives no warning, wherever -1000 <= x <= 1000. Work on whole
arrays, without a Python loop over entries or rows.

A derivative is taken at `x`: what went in, not what came out. At a kink it is the slope on the left.
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure


def sigmoid(x: np.ndarray) -> np.ndarray:
    """`1 / (1 + exp(-x))`, entry by entry: between 0 and 1."""
    raise NotImplementedError


def sigmoid_derivative(x: np.ndarray) -> np.ndarray:
    """The slope of `sigmoid` at each entry of `x`."""
    raise NotImplementedError


def tanh(x: np.ndarray) -> np.ndarray:
    """`(exp(x) - exp(-x)) / (exp(x) + exp(-x))`, entry by entry: between -1 and 1."""
    raise NotImplementedError


def tanh_derivative(x: np.ndarray) -> np.ndarray:
    """The slope of `tanh` at each entry of `x`."""
    raise NotImplementedError


def relu(x: np.ndarray) -> np.ndarray:
    """The larger of x and 0, entry by entry."""
    raise NotImplementedError


def relu_derivative(x: np.ndarray) -> np.ndarray:
    """The slope of `relu` at each entry of `x`: 1 where x > 0 and 0 elsewhere, at exactly 0 too."""
    raise NotImplementedError


def leaky_relu(x: np.ndarray, alpha: float = 0.01) -> np.ndarray:
    """`x` where x > 0 and `alpha * x` elsewhere, entry by entry, for `0 <= alpha < 1`."""
    raise NotImplementedError


def leaky_relu_derivative(x: np.ndarray, alpha: float = 0.01) -> np.ndarray:
    """The slope of `leaky_relu` at each entry of `x`: 1 where x > 0 and `alpha` elsewhere, at exactly 0 too."""
    raise NotImplementedError


def elu(x: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    """`x` where x > 0 and `alpha * (exp(x) - 1)` elsewhere, entry by entry, for `alpha > 0`."""
    raise NotImplementedError


def elu_derivative(x: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    """The slope of `elu` at each entry of `x`; at exactly 0 it is `alpha`."""
    raise NotImplementedError


def swish(x: np.ndarray) -> np.ndarray:
    """`x * sigmoid(x)`, entry by entry; also known as SiLU (Ramachandran and others, 2017)."""
    raise NotImplementedError


def swish_derivative(x: np.ndarray) -> np.ndarray:
    """The slope of `swish` at each entry of `x`."""
    raise NotImplementedError


def gelu(x: np.ndarray) -> np.ndarray:
    """`x * (1 + tanh(u)) / 2` with `u = sqrt(2 / pi) * (x + 0.044715 * x**3)`, entry by entry.

    This is the widely used approximation of Hendrycks and Gimpel (2016), which differs from x * Phi(x), with the normal
    distribution's Phi, by up to 0.0005. The checks expect the approximation.
    """
    raise NotImplementedError


def gelu_derivative(x: np.ndarray) -> np.ndarray:
    """The slope of `gelu`, as it is defined above, at each entry of `x`."""
    raise NotImplementedError


def softmax(x: np.ndarray) -> np.ndarray:
    """`exp(x_i) / (exp(x_1) + ... + exp(x_K))` along the last axis of `x` (..., K), K >= 1.

    The answer has the shape of `x`. Along its last axis the entries lie between 0 and 1 and sum to 1.
    """
    raise NotImplementedError


def softmax_derivative(x: np.ndarray) -> np.ndarray:
    """The matrices of all slopes of `softmax`, of shape (..., K, K) for `x` of shape (..., K), K >= 1.

    Entry [..., i, j] is how fast entry i of the answer of `softmax` changes with entry j of `x`.
    """
    raise NotImplementedError


def plot_activations() -> Figure:
    """Show sigmoid, tanh, relu, leaky_relu, elu, swish and gelu with their derivatives, in a new figure.

    Each of the seven has axes of its own, titled with its name as in this sentence. In them are two lines, labelled
    `value` and `derivative`, over the same x: from -5 or less to 5 or more, with neighbours at most 0.1 apart. `alpha` has
    its default. The x-axis is labelled `x`. A legend shows the two labels, in each axes or once for the figure. Anything
    else is up to you; axes that are left over stay empty. Returns the figure.
    """
    raise NotImplementedError
