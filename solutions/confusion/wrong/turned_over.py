"""The rows of the matrix are the predicted classes and its columns the actual ones: it is turned over.

Both conventions are in use, so it has to be said which one is meant. Here a row is what is true.

required:
    test_matrix_by_hand
    test_rows_are_actual_and_columns_predicted
    test_each_class_has_its_row_and_column
    test_scikit_learn_counts_the_same
    test_labels_of_any_kind
"""

import matplotlib.pyplot as plt
import numpy as np


def confusion_matrix(y, yhat, n):
    if len(y) != len(yhat):
        raise ValueError("different lengths")
    for labels in (y, yhat):
        if len(labels) > 0 and (labels.min() < 0 or labels.max() >= n):
            raise ValueError("a class that does not exist")
    cells = yhat.astype(int) * n + y
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
