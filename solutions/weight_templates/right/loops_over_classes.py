"""A loop over the classes in each function."""

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
        ax.imshow(W[:, k].reshape(side, side), cmap="gray")
        ax.set_title(str(k))
        ax.axis("off")
    return fig
