"""Each formula as it is written on paper, behind a guard for its shapes."""

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
    e = np.abs(predictions - targets)
    return np.mean(np.where(e <= delta, 0.5 * e**2, delta * e - 0.5 * delta**2))


def huber_gradient(predictions, targets, delta=1.0):
    check_pairs(predictions, targets)
    e = predictions - targets
    return np.where(np.abs(e) <= delta, e, delta * np.sign(e)) / e.size


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
    z = logits - logits.max(axis=1, keepdims=True)
    picked = z[np.arange(len(labels)), labels]
    return np.mean(np.log(np.exp(z).sum(axis=1)) - picked)


def softmax_cross_entropy_gradient(logits, labels):
    check_labels(logits, labels)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    s = e / e.sum(axis=1, keepdims=True)
    s[np.arange(len(labels)), labels] -= 1
    return s / len(labels)


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
