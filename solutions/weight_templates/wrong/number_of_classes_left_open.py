"""An image whose size goes several times into the number of weights is not refused: there come out more templates than classes.

With `-1` for one of the lengths, `reshape` takes whatever makes the numbers fit. The number of classes is known: ask for it.

required:
    test_images_that_are_too_small_or_too_large_are_refused
"""

import math

import matplotlib.pyplot as plt
import numpy as np


def score(x, W, b):
    return np.dot(x, W) + b


def contributions(x, W):
    return (W.T * x).T


def templates(W, image_shape):
    return W.T.reshape(-1, *image_shape)


def class_means(X, y, n_classes):
    means = np.full((n_classes, X.shape[1]), np.nan)
    for k in range(n_classes):
        if np.any(y == k):
            means[k] = X[y == k].mean(axis=0)
    return means


def template_correlation(W, means):
    result = np.zeros((W.shape[1], len(means)))
    for k in range(W.shape[1]):
        for c in range(len(means)):
            template = W[:, k] - W[:, k].mean()
            mean = means[c] - means[c].mean()
            result[k, c] = np.sum(template * mean) / np.sqrt(np.sum(template**2) * np.sum(mean**2))
    return result


def plot_templates(W):
    n_pixels, n_classes = W.shape
    side = math.isqrt(n_pixels)
    if side * side != n_pixels:
        raise ValueError("the images are not square")
    fig, axes = plt.subplots(1, n_classes, squeeze=False)
    for k in range(n_classes):
        ax = axes[0, k]
        ax.imshow(W[:, k].reshape(side, side), cmap="gray")
        ax.set_title(str(k))
        ax.axis("off")
    return fig
