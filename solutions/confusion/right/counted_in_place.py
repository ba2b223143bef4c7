"""Counts are added up in place, mistakes are picked from a copy one maximum at a time, and cells go through dictionaries."""

from itertools import islice

import matplotlib.pyplot as plt
import numpy as np


def confusion_matrix(y, yhat, n):
    if y.size != yhat.size:
        raise ValueError("actual and predicted classes are not as many")
    for labels in (y, yhat):
        if not set(np.unique(labels).tolist()) <= set(range(n)):
            raise ValueError("a class that is none")
    matrix = np.zeros((n, n), dtype=np.uint64)
    for a in range(n):  # over the classes, not over the examples
        chosen = yhat[y == a]
        for p in range(n):
            matrix[a, p] += np.uint64(np.count_nonzero(chosen == p))
    return matrix


def per_class_accuracy(matrix):
    shares = np.diag(matrix).astype(float)
    for a in range(len(matrix)):
        total = int(matrix[a].sum())
        shares[a] = shares[a] / total if total else float("nan")
    return shares


def _mistakes(matrix):
    left = np.array(matrix)
    np.fill_diagonal(left, 0)
    while left.any():
        a, p = divmod(int(left.argmax()), len(left))  # the first of the largest
        yield a, p, left[a, p].item()
        left[a, p] = 0


def most_confused(matrix, k):
    return list(islice(_mistakes(matrix), k))


def most_confident(y, proba):
    best = {}
    for i, (a, row) in enumerate(zip(y.tolist(), proba.tolist())):
        sure = max(row)
        cell = a, row.index(sure)
        if cell not in best or best[cell][0] < sure:
            best[cell] = sure, i
    n = proba.shape[-1]
    return np.array([[best.get((a, p), (0, -1))[1] for p in range(n)] for a in range(n)])


def plot_confusion(matrix):
    figure, ax = plt.subplots()
    plt.imshow(matrix, origin="upper")
    plt.colorbar(label="examples")
    for (a, p), count in np.ndenumerate(matrix):
        if count > 0:
            plt.text(p, a, count, ha="center", va="center", bbox={"facecolor": "white", "alpha": 0.7})
    plt.xticks(range(len(matrix)), [str(c) for c in range(len(matrix))])
    plt.yticks(range(len(matrix)))
    ax.set(xlabel="Predicted".lower(), ylabel="actual")
    return ax
