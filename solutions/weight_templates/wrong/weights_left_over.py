"""Weights that make no square are drawn all the same, and those that are left over are dropped without a word.

The root of 12 is not a whole number. Compare the square of what you have rounded with what you were given.

required:
    test_images_that_are_not_square_are_refused
    test_only_squares_are_shown
"""

import math


def plot_templates(W):
    n_pixels, n_classes = W.shape
    side = math.isqrt(n_pixels)
    W = W[: side * side]
    fig, axes = plt.subplots(1, n_classes, squeeze=False)
    for k in range(n_classes):
        ax = axes[0, k]
        ax.imshow(W[:, k].reshape(side, side), cmap="gray")
        ax.set_title(str(k))
        ax.axis("off")
    return fig
