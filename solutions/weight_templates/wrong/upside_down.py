"""The templates stand on their heads: row 0 is drawn at the bottom.

The y-axis of a picture points down. `imshow` knows that, unless it is told otherwise.

required:
    test_templates_are_shown_upright
"""

import math


def plot_templates(W):
    n_pixels, n_classes = W.shape
    side = math.isqrt(n_pixels)
    if side * side != n_pixels:
        raise ValueError("the images are not square")
    fig, axes = plt.subplots(1, n_classes, squeeze=False)
    for k in range(n_classes):
        ax = axes[0, k]
        ax.imshow(W[:, k].reshape(side, side), cmap="gray", origin="lower")
        ax.set_title(str(k))
        ax.axis("off")
    return fig
