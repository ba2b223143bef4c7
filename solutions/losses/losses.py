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
    return np.mean(_errors(predictions, targets) ** 2)


def mse_gradient(predictions: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """The gradient of `mse` with respect to `predictions`, in their shape."""
    errors = _errors(predictions, targets)
    return 2 * errors / errors.size


def mae(predictions: np.ndarray, targets: np.ndarray) -> float:
    """The mean of the absolute errors over all entries."""
    return np.mean(np.abs(_errors(predictions, targets)))


def mae_gradient(predictions: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """The gradient of `mae` with respect to `predictions`, in their shape. It is 0 where the error is exactly 0."""
    errors = _errors(predictions, targets)
    return np.sign(errors) / errors.size


def huber(predictions: np.ndarray, targets: np.ndarray, delta: float = 1.0) -> float:
    """The mean over all entries of Huber's loss (1964), for `delta > 0`.

    With the error e an entry costs `e**2 / 2` where `|e| <= delta` and `delta * (|e| - delta / 2)` elsewhere.
    """
    sizes = np.abs(_errors(predictions, targets))
    return np.mean(np.where(sizes <= delta, sizes**2 / 2, delta * (sizes - delta / 2)))


def huber_gradient(predictions: np.ndarray, targets: np.ndarray, delta: float = 1.0) -> np.ndarray:
    """The gradient of `huber` with respect to `predictions`, in their shape."""
    errors = _errors(predictions, targets)
    return np.clip(errors, -delta, delta) / errors.size


def binary_cross_entropy(predictions: np.ndarray, targets: np.ndarray) -> float:
    """The mean over all entries of `-(y * log(p) + (1 - y) * log(1 - p))`.

    The predictions p are probabilities from 0 to 1, both included; they are clipped to [EPSILON, 1 - EPSILON] first. The
    targets y are 0, 1, or anything between.
    """
    p, y = _probabilities(predictions, targets)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def binary_cross_entropy_gradient(predictions: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """The gradient of `binary_cross_entropy` with respect to `predictions`, in their shape.

    Its formula is that of the loss without clipping, and it is evaluated at the clipped predictions.
    """
    p, y = _probabilities(predictions, targets)
    return (p - y) / (p * (1 - p)) / p.size


def cross_entropy(predictions: np.ndarray, labels: np.ndarray) -> float:
    """The mean over the N examples of `-log(p)`, where p is the probability predicted for the example's label.

    `predictions` (N, C) holds probabilities from 0 to 1, both included, a row for each example. A p below EPSILON counts as
    EPSILON.
    """
    p = predictions[_places(predictions, labels)]  # (N,)
    return -np.mean(np.log(np.maximum(p, EPSILON)))


def cross_entropy_gradient(predictions: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The gradient of `cross_entropy` with respect to `predictions` (N, C), taking each entry as free to move.

    It is `-1 / (N * p)` at the labels, with a p below EPSILON counted as EPSILON, and 0 elsewhere.
    """
    places = _places(predictions, labels)
    gradient = np.zeros(predictions.shape)
    gradient[places] = -1 / (len(labels) * np.maximum(predictions[places], EPSILON))
    return gradient


def softmax_cross_entropy(logits: np.ndarray, labels: np.ndarray) -> float:
    """The mean over the N examples of `-log(softmax(z)[label])`, straight from the scores z in the rows of `logits` (N, C).

    Nothing is clipped: the answer is right, finite and without a warning for all scores from -1000 to 1000.
    """
    places = _places(logits, labels)
    return -np.mean(_log_softmax(logits)[places])


def softmax_cross_entropy_gradient(logits: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The gradient of `softmax_cross_entropy` with respect to `logits`, of shape (N, C)."""
    places = _places(logits, labels)
    gradient = np.exp(_log_softmax(logits))  # (N, C), the shares
    gradient[places] -= 1
    return gradient / len(labels)


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
    fig, (left, right) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    errors, zero = np.linspace(-3, 3, 301), np.zeros(1)
    for loss in (mse, mae, huber):
        left.plot(errors, [loss(np.array([error]), zero) for error in errors], label=loss.__name__)
    left.set(title="regression", xlabel="error", ylabel="loss")
    probabilities, label = np.linspace(0.005, 1, 200), np.zeros(1, dtype=int)
    right.plot(
        probabilities, [cross_entropy(np.array([[p, 1 - p]]), label) for p in probabilities], label="cross_entropy"
    )
    right.set(title="classification", xlabel="probability", ylabel="loss")
    for ax in (left, right):
        ax.legend()
    return fig


def _errors(predictions: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """`predictions - targets`, once they are sure to fit."""
    if predictions.shape != targets.shape:
        raise ValueError(f"predictions have shape {predictions.shape}, targets {targets.shape}")
    if predictions.size == 0:
        raise ValueError("there is no mean over no examples")
    return predictions - targets


def _probabilities(predictions: np.ndarray, targets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The predictions, clipped so that no logarithm is infinite, and the targets, once they are sure to fit."""
    _errors(predictions, targets)
    return np.clip(predictions, EPSILON, 1 - EPSILON), targets


def _places(rows: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The index of each row's label in `rows` (N, C), once they are sure to fit."""
    if rows.ndim != 2 or labels.shape != rows.shape[:1]:
        raise ValueError(f"labels of shape {labels.shape} do not fit rows of shape {rows.shape}")
    if labels.size == 0:
        raise ValueError("there is no mean over no examples")
    if labels.min() < 0 or labels.max() >= rows.shape[1]:
        raise ValueError(f"labels must be between 0 and {rows.shape[1] - 1}")
    return np.arange(len(labels)), labels


def _log_softmax(logits: np.ndarray) -> np.ndarray:
    """The logarithm of each row's shares, without ever taking one of them."""
    shifted = logits - logits.max(axis=1, keepdims=True)  # (N, C), at most 0
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
