"""The losses visit the entries one by one in a Python loop.

`np.where` and `np.clip` decide for a whole array at once, and a sum along an axis does a whole batch.

required:
    test_whole_batches_are_computed_at_once
"""

import matplotlib.pyplot as plt
import numpy as np

EPSILON = 1e-7


def check_pairs(predictions, targets):
    if predictions.shape != targets.shape or predictions.size == 0:
        raise ValueError("predictions and targets must have the same shape")


def check_labels(rows, labels):
    if rows.ndim != 2 or labels.shape != (rows.shape[0],) or len(labels) == 0:
        raise ValueError("one label is needed for each row")
    if np.any(labels < 0) or np.any(labels >= rows.shape[1]):
        raise ValueError("no such class")


def mse(predictions, targets):
    check_pairs(predictions, targets)
    return np.mean((predictions - targets) ** 2)


def mse_gradient(predictions, targets):
    check_pairs(predictions, targets)
    return 2 * (predictions - targets) / predictions.size


def mae(predictions, targets):
    check_pairs(predictions, targets)
    return np.mean(np.abs(predictions - targets))


def mae_gradient(predictions, targets):
    check_pairs(predictions, targets)
    return np.sign(predictions - targets) / predictions.size


def huber(predictions, targets, delta=1.0):
    check_pairs(predictions, targets)
    total = 0.0
    for p, y in zip(predictions.ravel(), targets.ravel()):
        e = abs(float(p) - float(y))
        total += 0.5 * e**2 if e <= delta else delta * e - 0.5 * delta**2
    return total / predictions.size


def huber_gradient(predictions, targets, delta=1.0):
    check_pairs(predictions, targets)
    grad = np.zeros(predictions.shape)
    for i in np.ndindex(predictions.shape):
        e = float(predictions[i]) - float(targets[i])
        grad[i] = max(-delta, min(delta, e)) / predictions.size
    return grad


def binary_cross_entropy(predictions, targets):
    check_pairs(predictions, targets)
    p = np.clip(predictions, EPSILON, 1 - EPSILON)
    return -np.mean(targets * np.log(p) + (1 - targets) * np.log(1 - p))


def binary_cross_entropy_gradient(predictions, targets):
    check_pairs(predictions, targets)
    p = np.clip(predictions, EPSILON, 1 - EPSILON)
    return (-targets / p + (1 - targets) / (1 - p)) / p.size


def cross_entropy(predictions, labels):
    check_labels(predictions, labels)
    p = predictions[np.arange(len(labels)), labels]
    return -np.mean(np.log(np.maximum(p, EPSILON)))


def cross_entropy_gradient(predictions, labels):
    check_labels(predictions, labels)
    n = len(labels)
    grad = np.zeros(predictions.shape)
    grad[np.arange(n), labels] = -1 / np.maximum(predictions[np.arange(n), labels], EPSILON) / n
    return grad


def softmax_cross_entropy(logits, labels):
    check_labels(logits, labels)
    total = 0.0
    for z, label in zip(logits, labels):
        z = z.astype(float) - z.max()
        total += np.log(np.exp(z).sum()) - z[label]
    return total / len(labels)


def softmax_cross_entropy_gradient(logits, labels):
    check_labels(logits, labels)
    grad = np.zeros(logits.shape)
    for i, (z, label) in enumerate(zip(logits, labels)):
        e = np.exp(z.astype(float) - z.max())
        grad[i] = e / e.sum()
        grad[i, label] -= 1
    return grad / len(labels)


def plot_losses():
    fig, (ax1, ax2) = plt.subplots(1, 2, figsize=(12, 5))
    e = np.linspace(-3, 3, 121)
    ax1.plot(e, e**2, label="mse")
    ax1.plot(e, np.abs(e), label="mae")
    ax1.plot(e, np.where(np.abs(e) <= 1, e**2 / 2, np.abs(e) - 0.5), label="huber")
    ax1.set_title("regression")
    ax1.set_xlabel("error")
    ax1.legend()
    p = np.linspace(0.005, 1, 200)
    ax2.plot(p, -np.log(p), label="cross_entropy")
    ax2.set_title("classification")
    ax2.set_xlabel("probability")
    ax2.legend()
    return fig
