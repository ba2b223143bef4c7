"""Loss functions and their gradients.

`predictions` and `targets` are NumPy arrays of the same shape, with one or more axes; `labels` (N,) are int64 class
numbers from 0 to C - 1. Numbers are float32, float64 or int64. Arrays may be read-only or not contiguous, and are not
changed. Every loss is a mean and answers with a single float; every gradient is that of this mean with respect to the first
argument, an array of floats in its shape. float32 is precise enough where the arguments are float32.

ValueError is raised if `predictions` and `targets` differ in shape, if `labels` is not of shape (N,) for predictions or
logits (N, C), if a label is below 0 or above C - 1, and if there is no example at all.
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

EPSILON = 1e-7  # the smallest probability that is told from zero


def mse(predictions: np.ndarray, targets: np.ndarray) -> float:
    """The mean of the squared errors `predictions - targets` over all entries."""
    raise NotImplementedError


def mse_gradient(predictions: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """The gradient of `mse` with respect to `predictions`, in their shape."""
    raise NotImplementedError


def mae(predictions: np.ndarray, targets: np.ndarray) -> float:
    """The mean of the absolute errors over all entries."""
    raise NotImplementedError


def mae_gradient(predictions: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """The gradient of `mae` with respect to `predictions`, in their shape. It is 0 where the error is exactly 0."""
    raise NotImplementedError


def huber(predictions: np.ndarray, targets: np.ndarray, delta: float = 1.0) -> float:
    """The mean over all entries of Huber's loss (1964), for `delta > 0`.

    With the error e an entry costs `e**2 / 2` where `|e| <= delta` and `delta * (|e| - delta / 2)` elsewhere.
    """
    raise NotImplementedError


def huber_gradient(predictions: np.ndarray, targets: np.ndarray, delta: float = 1.0) -> np.ndarray:
    """The gradient of `huber` with respect to `predictions`, in their shape."""
    raise NotImplementedError


def binary_cross_entropy(predictions: np.ndarray, targets: np.ndarray) -> float:
    """The mean over all entries of `-(y * log(p) + (1 - y) * log(1 - p))`.

    The predictions p are probabilities from 0 to 1, both included; they are clipped to [EPSILON, 1 - EPSILON] first. The
    targets y are 0, 1, or anything between.
    """
    raise NotImplementedError


def binary_cross_entropy_gradient(predictions: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """The gradient of `binary_cross_entropy` with respect to `predictions`, in their shape.

    Its formula is that of the loss without clipping, and it is evaluated at the clipped predictions.
    """
    raise NotImplementedError


def cross_entropy(predictions: np.ndarray, labels: np.ndarray) -> float:
    """The mean over the N examples of `-log(p)`, where p is the probability predicted for the example's label.

    `predictions` (N, C) holds probabilities from 0 to 1, both included, a row for each example. A p below EPSILON counts as
    EPSILON.
    """
    raise NotImplementedError


def cross_entropy_gradient(predictions: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The gradient of `cross_entropy` with respect to `predictions` (N, C), taking each entry as free to move.

    It is `-1 / (N * p)` at the labels, with a p below EPSILON counted as EPSILON, and 0 elsewhere.
    """
    raise NotImplementedError


def softmax_cross_entropy(logits: np.ndarray, labels: np.ndarray) -> float:
    """The mean over the N examples of `-log(softmax(z)[label])`, straight from the scores z in the rows of `logits` (N, C).

    Nothing is clipped: the answer is right, finite and without a warning for all scores from -1000 to 1000.
    """
    raise NotImplementedError


def softmax_cross_entropy_gradient(logits: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The gradient of `softmax_cross_entropy` with respect to `logits`, of shape (N, C)."""
    raise NotImplementedError


def plot_losses() -> Figure:
    """Show what an error costs, in a new figure with two axes.

    The axes titled `regression` show the lines `mse`, `mae` and `huber` (with delta = 1): the loss of one example over its
    error, from -3 or less to 3 or more, with neighbours at most 0.1 apart. The x-axis is labelled `error`.

    The axes titled `classification` show the line `cross_entropy`: the loss of one example over the probability of its
    label, from 0.01 or less to 0.99 or more, never outside 0 to 1, with neighbours at most 0.02 apart. The x-axis is
    labelled `probability`.

    The names of the lines are their labels; a legend shows them, in each axes or once for the figure. Anything else is up
    to you. Returns the figure.
    """
    raise NotImplementedError
