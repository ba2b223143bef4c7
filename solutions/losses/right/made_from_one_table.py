"""Losses of errors are made by closures from a table of costs and slopes; those of labels go through one-hot rows."""

from functools import partial

import matplotlib.pyplot as plt
import numpy as np

EPSILON = 1e-7


def _mean_of(cost):
    def loss(predictions, targets, **settings):
        _must_fit(predictions, targets)
        costs = cost(predictions, targets, **settings)
        return np.add.reduce(costs, axis=None) / costs.size

    return loss


def _gradient_of(slope):
    def gradient(predictions, targets, **settings):
        _must_fit(predictions, targets)
        return np.true_divide(slope(predictions, targets, **settings), predictions.size)

    return gradient


def _must_fit(predictions, targets):
    if np.shape(predictions) != np.shape(targets) or np.size(predictions) == 0:
        raise ValueError(f"{np.shape(predictions)} and {np.shape(targets)} are not the shapes of one batch")


def _huber_cost(p, y, delta=1.0):
    far = np.maximum(np.abs(p - y) - delta, 0)
    near = np.abs(p - y) - far
    return near**2 / 2 + delta * far


def _log_odds(p):
    p = np.minimum(np.maximum(p, EPSILON), 1 - EPSILON)
    return np.log(p) - np.log1p(-p)


TABLE = {
    "mse": (lambda p, y: np.square(p - y), lambda p, y: (p - y) * 2.0),
    "mae": (lambda p, y: np.fabs(p - y), lambda p, y: np.greater(p, y) * 1.0 - np.less(p, y) * 1.0),
    "huber": (
        _huber_cost,
        lambda p, y, delta=1.0: (p - y) / np.maximum(1.0, np.abs(p - y) / delta),
    ),
    "binary_cross_entropy": (
        lambda p, y: np.logaddexp(0, _log_odds(p)) - y * _log_odds(p),
        lambda p, y: (p.clip(EPSILON, 1 - EPSILON) - y) * (2 + 2 * np.cosh(_log_odds(p))),
    ),
}
mse, mse_gradient = _mean_of(TABLE["mse"][0]), _gradient_of(TABLE["mse"][1])
mae, mae_gradient = _mean_of(TABLE["mae"][0]), _gradient_of(TABLE["mae"][1])
huber, huber_gradient = _mean_of(TABLE["huber"][0]), _gradient_of(TABLE["huber"][1])
binary_cross_entropy = _mean_of(TABLE["binary_cross_entropy"][0])
binary_cross_entropy_gradient = _gradient_of(TABLE["binary_cross_entropy"][1])


def _one_hot(rows, labels):
    """A row (C,) for each label, with a 1 in one place: (N, C)."""
    if np.ndim(rows) != 2 or np.ndim(labels) != 1 or len(rows) != len(labels):
        raise ValueError("one row for each label is needed")
    hot = (labels[:, np.newaxis] == np.arange(rows.shape[1])).astype(float)
    if hot.sum() != len(labels) or not len(labels):
        raise ValueError("some labels are no classes, or there are none")
    return hot


def cross_entropy(predictions, labels):
    hot = _one_hot(predictions, labels)
    return np.einsum("nc,nc->", hot, -np.log(np.fmax(predictions, EPSILON))) / len(hot)


def cross_entropy_gradient(predictions, labels):
    hot = _one_hot(predictions, labels)
    return -hot / (np.fmax(predictions, EPSILON) * len(hot))


def softmax_cross_entropy(logits, labels):
    hot = _one_hot(logits, labels)
    top = logits.max(axis=1, keepdims=True)
    sums = np.einsum("nc->n", np.exp(logits - top))
    return (np.log(sums).sum() + top.sum() - np.vdot(hot, logits)) / len(hot)


def softmax_cross_entropy_gradient(logits, labels):
    hot = _one_hot(logits, labels)
    log_shares = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    return (np.exp(log_shares) - hot) / len(hot)


def plot_losses():
    figure, axes = plt.subplot_mosaic("RC", figsize=(9, 4))
    axes["R"].set(title="regression", xlabel="error", ylim=(0, 5))
    axes["C"].set(title="classification", xlabel="probability")
    errors = np.linspace(-4, 4, 161)
    cost = {name: partial(TABLE[name][0], y=0.0) for name in ("mse", "mae", "huber")}
    for name in reversed(sorted(cost)):
        axes["R"].plot(errors, cost[name](errors), label=name, linestyle="--")
    p = np.logspace(-3, 0, 900)
    axes["C"].plot(p, -np.log(p), label="cross_entropy")
    axes["C"].axhline(0, color="black")
    figure.legend()
    return figure
