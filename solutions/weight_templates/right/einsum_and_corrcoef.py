"""Sums are written with einsum, means are gathered with `np.add.at`, and NumPy's own `corrcoef` compares."""

import matplotlib.pyplot as plt
import numpy as np


def score(x, W, b):
    return np.einsum("...d,dk->...k", x, W) + b


def contributions(x, W):
    return np.einsum("d,dk->dk", x, W)


def templates(W, image_shape):
    n_classes = W.shape[-1]
    images = np.reshape(W, (*image_shape, n_classes))  # a ValueError where it does not fit
    return np.moveaxis(images, -1, 0)


def class_means(X, y, n_classes):
    sums = np.zeros((n_classes, X.shape[1]))
    np.add.at(sums, y, X)
    counts = np.bincount(y, minlength=n_classes)
    means = np.full_like(sums, np.nan)
    np.divide(sums, counts[:, None], out=means, where=counts[:, None] > 0)
    return means


def template_correlation(W, means):
    n_classes = W.shape[1]
    return np.corrcoef(W, means.T, rowvar=False)[:n_classes, n_classes:]


def plot_templates(W):
    side = round(len(W) ** 0.5)
    images = templates(W, (side, side))
    figure, axes = plt.subplot_mosaic([[str(k) for k in range(len(images))]], figsize=(2 * len(images), 2))
    for title, ax in axes.items():
        shown = ax.imshow(images[int(title)], cmap="coolwarm", interpolation="nearest")
        ax.set_title(title)
        figure.colorbar(shown, ax=ax, shrink=0.6)
    return figure
