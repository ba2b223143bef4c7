"""Plain Python loops and the standard library's sums wherever no clock runs, and lists until the very end."""

import math

import matplotlib.pyplot as plt
import numpy as np

EPSILON = 1e-7


def pairs(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    if predictions.size == 0:
        raise ValueError("nothing there")
    return list(zip(predictions.ravel().tolist(), targets.ravel().tolist()))


def rows_and_labels(rows, labels):
    if rows.ndim != 2 or labels.ndim != 1 or len(rows) != len(labels) or len(labels) == 0:
        raise ValueError("a label for each row, please")
    for label in labels:
        if not 0 <= label < rows.shape[1]:
            raise ValueError(f"there is no class {label}")
    return list(zip(rows.tolist(), labels.tolist()))


def mse(predictions, targets):
    costs = [(p - y) * (p - y) for p, y in pairs(predictions, targets)]
    return math.fsum(costs) / len(costs)


def mse_gradient(predictions, targets):
    both = pairs(predictions, targets)
    return np.array([2.0 * (p - y) / len(both) for p, y in both]).reshape(predictions.shape)


def mae(predictions, targets):
    total, n = 0, 0
    for p, y in pairs(predictions, targets):
        total += p - y if p > y else y - p
        n += 1
    return total / n


def mae_gradient(predictions, targets):
    both = pairs(predictions, targets)
    slopes = []
    for p, y in both:
        if p == y:
            slopes.append(0.0)
        else:
            slopes.append(math.copysign(1 / len(both), p - y))
    return np.reshape(slopes, predictions.shape)


def huber(predictions, targets, delta=1.0):
    if predictions.shape != targets.shape or not predictions.size:
        raise ValueError("predictions and targets do not fit")
    error = predictions - targets
    kept = np.clip(error, -delta, delta)
    return float(np.average(kept * (error - kept / 2)))


def huber_gradient(predictions, targets, delta=1.0):
    if predictions.shape != targets.shape or not predictions.size:
        raise ValueError("predictions and targets do not fit")
    error = np.subtract(predictions, targets, dtype=float)
    far = np.abs(error) > delta
    error[far] = delta * np.sign(error[far])
    return error / error.size


def between(p):
    return min(max(p, EPSILON), 1 - EPSILON)


def binary_cross_entropy(predictions, targets):
    total = 0.0
    both = pairs(predictions, targets)
    for p, y in both:
        p = between(p)
        total -= y * math.log(p) + (1 - y) * math.log1p(-p)
    return total / len(both)


def binary_cross_entropy_gradient(predictions, targets):
    both = pairs(predictions, targets)
    answer = np.zeros(len(both))
    for i, (p, y) in enumerate(both):
        p = between(p)
        answer[i] = ((1 - y) / (1 - p) - y / p) / len(both)
    return answer.reshape(predictions.shape)


def cross_entropy(predictions, labels):
    costs = [math.log(1 / max(row[label], EPSILON)) for row, label in rows_and_labels(predictions, labels)]
    return sum(costs) / len(costs)


def cross_entropy_gradient(predictions, labels):
    answer = []
    for row, label in rows_and_labels(predictions, labels):
        slopes = [0.0] * len(row)
        slopes[label] = -1 / (len(labels) * max(row[label], EPSILON))
        answer.append(slopes)
    return np.array(answer)


def check_labels(logits, labels):
    if logits.ndim != 2 or labels.shape != (logits.shape[0],) or labels.size < 1:
        raise ValueError("labels and logits do not fit")
    if not set(np.unique(labels).tolist()) <= set(range(logits.shape[1])):
        raise ValueError("unknown class")


def softmax_cross_entropy(logits, labels):
    check_labels(logits, labels)
    wanted = np.take_along_axis(logits, labels[:, None], axis=1)
    ahead = logits - wanted  # how far each class is ahead of the right one
    top = ahead.max(axis=1)
    return float((top + np.log(np.exp(ahead - top[:, None]).sum(axis=1))).mean())


def softmax_cross_entropy_gradient(logits, labels):
    check_labels(logits, labels)
    e = np.exp(logits - logits.max(axis=1)[:, None])
    shares = e / e.sum(axis=1)[:, None]
    return (shares - np.eye(logits.shape[1])[labels]) / logits.shape[0]


def plot_losses():
    figure = plt.figure()
    above, below = figure.subplots(2, 1)
    errors = [k / 20 for k in range(-80, 81)]
    one = np.array([0.0])
    for name, loss in {"mse": mse, "mae": mae, "huber": huber}.items():
        above.plot(errors, [loss(np.array([e]), one) for e in errors], label=name)
    above.set_title("regression")
    above.set_xlabel("error")
    above.legend()
    ps = [k / 100 for k in range(101)]  # 0 and 1 are among them
    below.plot(ps, [cross_entropy(np.array([[1 - p, p]]), np.array([1])) for p in ps], label="cross_entropy")
    below.set_title("classification")
    below.set_xlabel("probability")
    below.legend()
    below.set_yscale("log")
    return figure
