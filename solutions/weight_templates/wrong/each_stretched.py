"""What is drawn are not the weights: each template was stretched to numbers from 0 to 1 by itself.

Give `imshow` the weights as they are, and choose with `vmin` and `vmax` which of them is black and which is white.

required:
    test_templates_are_shown_upright
    test_any_number_of_templates_is_shown
"""

import math

import matplotlib.pyplot as plt
import numpy as np


def score(x, W, b):
    return np.dot(x, W) + b


def contributions(x, W):
    return (W.T * x).T


def templates(W, image_shape):
    n_pixels, n_classes = W.shape
    if math.prod(image_shape) != n_pixels:
        raise ValueError("the image has another number of pixels than there are weights")
    return np.array([W[:, k].reshape(image_shape) for k in range(n_classes)])


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
        template = W[:, k].reshape(side, side)
        template = (template - template.min()) / max(template.max() - template.min(), 1e-12)
        ax.imshow(template, cmap="gray")
        ax.set_title(str(k))
        ax.axis("off")
    return fig
