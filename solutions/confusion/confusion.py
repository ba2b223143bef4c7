"""Which classes a classifier takes for which: the confusion matrix, what to read from it, and a drawing of it.

There are `n` classes with the numbers 0 to n - 1, and n is at least 1. The confusion matrix `matrix` (n, n) holds whole
numbers that are not negative: entry [a, p] is how many examples of class a were taken for class p. A row is what is true,
a column what was predicted.

Arrays are NumPy's. They may be read-only or not contiguous, and are not changed.
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes


def confusion_matrix(y: np.ndarray, yhat: np.ndarray, n: int) -> np.ndarray:
    """Count, for each pair of classes, the examples of the first that were taken for the second.

    `y` (N,) are the actual classes and `yhat` (N,) the predicted ones, integers of uint8, int32 or int64; N may be 0. The
    answer is an array (n, n) of integers, also if not all n classes occur.

    Raises ValueError if `y` and `yhat` differ in length, or if there is a number in them that is not from 0 to n - 1.

    Work on whole arrays, without a Python loop over the examples. (`np.unique` along an axis is slower than such a loop.)
    """
    labels = np.stack([y, yhat])  # (2, N); refuses different lengths
    if ((labels < 0) | (labels >= n)).any():
        raise ValueError(f"the classes are 0 to {n - 1}, and there is another number")
    matrix = np.zeros((n, n), dtype=np.int64)
    np.add.at(matrix, tuple(labels), 1)
    return matrix


def per_class_accuracy(matrix: np.ndarray) -> np.ndarray:
    """The share of each class's examples that was recognised, an array (n,) of floats from 0 to 1.

    A class without examples has NaN. A warning by NumPy about that does no harm.
    """
    with np.errstate(invalid="ignore"):
        return matrix.diagonal() / matrix.sum(axis=1)


def most_confused(matrix: np.ndarray, k: int) -> list[tuple[int, int, int]]:
    """The k most frequent mistakes, as a list of tuples (actual, predicted, how often), the most frequent first.

    Of mistakes that are equally frequent, the one with the lower actual class comes first, and after that the one with the
    lower predicted class. What never happened is not listed, nor is what was right, so the list may be shorter than
    k >= 1, and empty.
    """
    mistakes = [(a, p, int(count)) for (a, p), count in np.ndenumerate(matrix) if a != p and count > 0]
    return sorted(mistakes, key=lambda mistake: -mistake[2])[:k]  # sorting keeps the order of equals


def most_confident(y: np.ndarray, proba: np.ndarray) -> np.ndarray:
    """For each cell of the confusion matrix, the example in it that the classifier was most sure about.

    `y` (N,) are the actual classes, integers from 0 to n - 1, and `proba` (N, n) the probabilities that the classifier gave
    to each class, floats from 0 to 1; N may be 0. The predicted class of an example is the one with the highest probability,
    the first of them if there are several, and this probability is how sure the classifier was.

    Entry [a, p] of the answer, an array (n, n) of integers, is the number of the example, counted from 0, and -1 if no
    example of class a was taken for class p. Of examples about which the classifier was equally sure it is the first.
    """
    n = proba.shape[1]
    best = np.full((n, n), -1)
    order = np.argsort(-proba.max(axis=1), kind="stable")[::-1]  # the surest last: what is written last stays
    best[y[order], proba[order].argmax(axis=1)] = order
    return best


def plot_confusion(matrix: np.ndarray) -> Axes:
    """Draw a confusion matrix in a new figure, with one axes that is not a colour bar.

    The axes holds one image, drawn with `imshow` and without an `extent`, of the counts as they are: row 0 at the top,
    column 0 on the left. Each count is written as a text in its cell, in digits only; where it is 0 that may be left out.
    The x-axis is labelled `predicted` and the y-axis `actual`, and both have a tick at the number of each class and nowhere
    else. There are no other texts in the axes. Colours and anything else are up to you. Returns the axes.
    """
    _, ax = plt.subplots(layout="constrained")
    ax.imshow(matrix, cmap="Wistia")  # light all over, for the black digits
    for (a, p), count in np.ndenumerate(matrix):
        ax.text(p, a, count, ha="center", va="center")
    classes = range(len(matrix))
    ax.set(xlabel="predicted", ylabel="actual", xticks=classes, yticks=classes)
    return ax
