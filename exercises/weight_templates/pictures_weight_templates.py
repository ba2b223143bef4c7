"""Pictures of `weight_templates`: what a classifier of one layer learned of digits, and how it reads one of them."""

from functools import cache

import numpy as np
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize

from learnnn.data import digits
from learnnn.drawing import colour_bar, heat_map, new_figure, numbers, redraw

N_TRAIN, STEPS, LR = 1200, 150, 0.5


def ten_templates(student, rng):
    """Your templates of ten digits.

    What your `plot_templates` draws for the weights of one layer that learned handwritten digits; bright is positive, dark
    negative, grey is zero. A lit pixel speaks for the class where the template is bright, and against it where it is dark.
    Look for the ring of the 0 and for its hole: negative, because other digits are lit there.
    """
    weights, _ = _learned()
    figure = redraw(student.figure(student.plot_templates(weights)))
    limit = np.abs(weights).max()
    for ax in figure.axes:
        ax.set(xticks=[], yticks=[], aspect="equal", title=ax.get_title() or "no title")
        ax.spines[:].set_visible(True)
        for image in ax.images:
            image.set(clim=(-limit, limit), cmap="cividis")
    colour_bar(figure.axes, ScalarMappable(Normalize(-limit, limit)), "weight")
    figure.set_size_inches(8.0, 5.6)
    return figure


def one_digit_read(student, rng):
    """How one digit is read, pixel by pixel.

    A digit that is misread, its ink in white, and what each of its pixels gives to the class that won and to the right one,
    arranged by your `templates`: bright speaks for it, dark against it, and pixels that are off give nothing, which is grey.
    The last image is the difference: there you see which part of the writing misled the network.
    """
    weights, b = _learned()
    X, labels = _unseen()
    scores = numbers(student.score(X, weights, b), what="what `score` returns", shape=(len(X), 10))
    wrong = np.flatnonzero(scores.argmax(axis=1) != labels)
    shown = int(wrong[0]) if len(wrong) else 0
    best, right = int(scores[shown].argmax()), int(labels[shown])
    given = numbers(student.contributions(X[shown], weights), what="what `contributions` returns", shape=(64, 10))
    maps = numbers(student.templates(given, (8, 8)), what="what `templates` returns", shape=(10, 8, 8))

    figure, axes = new_figure(1, 4, width=9.4, height=3.0)
    axes[0].imshow(X[shown].reshape(8, 8), cmap="gray")
    titles = f"a {right}, read as {best}", f"for {best}", f"for {right}", f"for {best} rather than {right}"
    parts = maps[best], maps[right], maps[best] - maps[right]
    limit = max(float(np.abs(parts).max()), 1e-9)
    for ax, part in zip(axes[1:], parts, strict=True):
        shades = ax.imshow(part, vmin=-limit, vmax=limit)
    for ax, title in zip(axes, titles, strict=True):
        ax.set(title=title, xticks=[], yticks=[])
        ax.spines[:].set_visible(True)
    colour_bar(axes, shades, "contribution to the score")
    return figure


def likeness(student, rng):
    """Templates against mean digits.

    Your `template_correlation` of each template with the mean of each class, which your `class_means` finds. The diagonal is
    the lightest of each row, but it is far from 1: a template is not the mean of its class. Look for the darkest cells: what
    speaks for a 1 speaks most against which digit?
    """
    weights, _ = _learned()
    X, labels = _seen()
    means = numbers(student.class_means(X, labels, 10), what="what `class_means` returns", shape=(10, 64))
    alike = student.template_correlation(weights, means)
    alike = numbers(alike, what="what `template_correlation` returns", shape=(10, 10))

    figure, ax = new_figure(width=6.8, height=4.8)
    heat_map(ax, alike.round(2) + 0.0, label="correlation", form=".2f")  # + 0.0: no -0.00
    ax.set(title="How alike templates and mean digits are", xlabel="mean of class", ylabel="template of class")
    ax.set(xticks=range(10), yticks=range(10))
    return figure


def _seen():
    images, labels = digits()
    return images[:N_TRAIN].reshape(-1, 64).astype(float), labels[:N_TRAIN]


def _unseen():
    images, labels = digits()
    return images[N_TRAIN:].reshape(-1, 64).astype(float), labels[N_TRAIN:]


@cache
def _learned():
    """Weights (64, 10) and biases (10,) after some steps of gradient descent from zero on the mean cross-entropy."""
    X, labels = _seen()
    Y = np.eye(10)[labels]
    weights, b = np.zeros((64, 10)), np.zeros(10)
    for _ in range(STEPS):
        scores = X @ weights + b
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        error = (shares / shares.sum(axis=1, keepdims=True) - Y) / len(X)
        weights, b = weights - LR * X.T @ error, b - LR * error.sum(axis=0)
    return weights, b
