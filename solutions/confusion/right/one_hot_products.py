"""One-hot rows are multiplied instead of counted, mistakes are sorted as tuples, and the sure ones are found by sorting once."""

import matplotlib.pyplot as plt
import numpy as np


def _hot(labels, n):
    hot = np.equal(labels[:, None], np.arange(n))  # (N, n)
    if not hot.any(axis=1).all():
        raise ValueError(f"there are classes beside those from 0 to {n - 1}")
    return hot


def confusion_matrix(y, yhat, n):
    if y.shape != yhat.shape:
        raise ValueError("each example needs both classes")
    return np.rint(_hot(y, n).T.astype(float) @ _hot(yhat, n).astype(float)).astype(np.int32)


def per_class_accuracy(matrix):
    totals = matrix @ np.ones(len(matrix))
    return np.divide(np.diagonal(matrix), totals, out=np.full(len(matrix), np.nan), where=totals > 0)


def most_confused(matrix, k):
    n = len(matrix)
    found = [(-int(matrix[a, p]), a, p) for a in range(n) for p in range(n) if a != p and matrix[a, p]]
    return [(a, p, -minus) for minus, a, p in sorted(found)[:k]]


def most_confident(y, proba):
    n = proba.shape[1]
    answer = -np.ones((n, n), dtype=int)
    taken, sure = proba.argmax(axis=1), proba.max(axis=1, initial=0)
    for i in np.lexsort((-np.arange(len(y)), sure)):  # the surest and first comes last and stays
        answer[y[i], taken[i]] = i
    return answer


def plot_confusion(matrix):
    figure = plt.figure()
    ax = figure.add_axes((0.1, 0.1, 0.7, 0.8))
    shades = ax.imshow(matrix, cmap="Blues", interpolation="none", aspect="equal")
    figure.colorbar(shades)
    half = matrix.max() / 2
    rows, columns = np.nonzero(matrix)
    for a, p in zip(rows, columns):
        ax.annotate(f"{matrix[a, p]:d}", (p, a), color="white" if matrix[a, p] > half else "black", ha="center")
    ax.set_xticks(range(matrix.shape[0]))
    ax.set_yticks(range(matrix.shape[0]))
    ax.set_xlabel("predicted")
    ax.set_ylabel("actual")
    ax.set_title("")
    return ax
