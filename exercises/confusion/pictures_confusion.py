"""Pictures of `confusion`: how a network of one layer reads digits, where it is wrong, and where it is wrong and sure."""

from functools import cache

import numpy as np

from learnnn.data import digits
from learnnn.drawing import BLACK, bars, new_figure, numbers, redraw, whole_numbers

N_TRAIN, STEPS, LR = 300, 60, 0.5  # few examples and steps, so that there are mistakes to look at


def the_matrix(student, rng):
    """Your confusion matrix of ten digits.

    What your `plot_confusion` draws of your `confusion_matrix`, for digits that a network of one layer had never seen. Look
    for the largest numbers beside the diagonal, and for rows and columns with many of them. Zeros are left out.
    """
    y, proba, _ = _read()
    matrix = student.confusion_matrix(y, proba.argmax(axis=1), 10)
    counts = whole_numbers(matrix, what="what `confusion_matrix` returns", shape=(10, 10))
    drawn = student.figure(student.plot_confusion(counts))
    for axes in drawn["axes"]:
        axes["texts"] = [text for text in axes["texts"] if text["text"].strip() != "0"]  # what is left is easier to see
    figure = redraw(drawn)
    for ax in figure.axes:
        for image in ax.images:
            image.set(cmap="cividis", clim=(0, counts.max()))
        for text in ax.texts:
            column, row = (min(max(round(place), 0), 9) for place in text.get_position())
            is_light = counts[row, column] > counts.max() / 2
            text.set(ha="center", va="center", fontsize=9, color=BLACK if is_light else "white")
        ax.set(title=ax.get_title() or "Digits read by one layer", xticks=range(10), yticks=range(10))
    figure.set_size_inches(5.6, 5.2)
    return figure


def class_by_class(student, rng):
    """Class by class.

    Your `per_class_accuracy` of the same digits. The accuracy of all of them together, the dashed line, hides how unequal
    they are. Look for the worst digit, and then for its row in the matrix: what is it taken for?
    """
    y, proba, _ = _read()
    matrix = student.confusion_matrix(y, proba.argmax(axis=1), 10)
    counts = whole_numbers(matrix, what="what `confusion_matrix` returns", shape=(10, 10))
    shares = numbers(student.per_class_accuracy(counts), what="what `per_class_accuracy` returns", shape=(10,))

    figure, ax = new_figure(width=6.0, height=4.2)
    bars(ax, [str(digit) for digit in range(10)], shares, texts=[f"{share:.0%}" for share in shares])
    ax.axvline(float(np.mean(proba.argmax(axis=1) == y)), color=BLACK, linestyle="--", label="all digits together")
    for text in ax.texts:
        text.set(bbox={"facecolor": "white", "edgecolor": "none", "pad": 1}, zorder=4)
    ax.set(title="How many of each digit are recognised", xlabel="accuracy", ylabel="digit", xlim=(0, 1.12))
    figure.legend(loc="outside lower center")
    return figure


def surest_of_each_cell(student, rng):
    """The surest example of each cell.

    In each cell of the matrix the digit that your `most_confident` found in it: of all that were read like this, the one that
    the network was most sure of. Empty cells have none. On the diagonal are the models of each class. Look down a column:
    what do the digits in it have in common, that the network takes for the class?
    """
    y, proba, images = _read()
    best = student.most_confident(y, proba)
    best = whole_numbers(best, what="what `most_confident` returns", shape=(10, 10), at_least=-1)
    sheet = np.full((10, 9, 10, 9), np.nan)
    for row, column in np.argwhere((best >= 0) & (best < len(y))):
        sheet[row, :8, column, :8] = images[best[row, column]]

    figure, ax = new_figure(width=6.6, height=6.6)
    ax.imshow(sheet.reshape(90, 90), cmap="gray", extent=(-0.5, 9.5, 9.5, -0.5), interpolation="nearest")
    ax.set(title="The surest of each cell", xlabel="predicted", ylabel="actual", xticks=range(10), yticks=range(10))
    ax.grid(visible=False)
    return figure


@cache
def _read():
    """Classes (N,), probabilities (N, 10) and images (N, 8, 8) of digits that the network was not trained on."""
    images, labels = digits()
    X, Y = images.reshape(-1, 64).astype(float), np.eye(10)[labels]
    weights, b = np.zeros((64, 10)), np.zeros(10)
    for _ in range(STEPS):
        error = (_shares(X[:N_TRAIN] @ weights + b) - Y[:N_TRAIN]) / N_TRAIN
        weights, b = weights - LR * X[:N_TRAIN].T @ error, b - LR * error.sum(axis=0)
    return labels[N_TRAIN:], _shares(X[N_TRAIN:] @ weights + b), images[N_TRAIN:]


def _shares(scores):
    """Softmax, row by row."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
