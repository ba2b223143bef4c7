"""Loops over the pairs of classes, and a record of the surest row that is kept up to date."""

import matplotlib.pyplot as plt
import numpy as np


def confusion_matrix(y, yhat, n):
    if len(y) != len(yhat):
        raise ValueError("different lengths")
    for labels in (y, yhat):
        if len(labels) > 0 and (labels.min() < 0 or labels.max() >= n):
            raise ValueError("a class that does not exist")
    cells = y.astype(int) * n + yhat
    return np.bincount(cells, minlength=n * n).reshape(n, n)


def per_class_accuracy(matrix):
    result = np.full(len(matrix), np.nan)
    for a in range(len(matrix)):
        total = matrix[a].sum()
        if total > 0:
            result[a] = matrix[a, a] / total
    return result


def most_confused(matrix, k):
    mistakes = []
    for a in range(len(matrix)):
        for p in range(len(matrix)):
            if a != p and matrix[a, p] > 0:
                mistakes.append((a, p, int(matrix[a, p])))
    mistakes.sort(key=lambda m: (-m[2], m[0], m[1]))
    return mistakes[:k]


def most_confident(y, proba):
    n = proba.shape[1]
    best = np.full((n, n), -1)
    record = np.zeros((n, n))
    for i in range(len(y)):
        a = y[i]
        p = np.argmax(proba[i])
        sure = proba[i, p]
        if sure > record[a, p]:
            record[a, p] = sure
            best[a, p] = i
    return best


def plot_confusion(matrix):
    n = len(matrix)
    fig, ax = plt.subplots()
    ax.imshow(matrix)
    for a in range(n):
        for p in range(n):
            ax.text(p, a, str(matrix[a, p]), ha="center", va="center", color="red")
    ax.set_xticks(range(n))
    ax.set_yticks(range(n))
    ax.set_xlabel("predicted")
    ax.set_ylabel("actual")
    return ax
