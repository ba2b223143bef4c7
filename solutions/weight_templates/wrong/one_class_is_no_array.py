"""Drawing a single template ends in an error.

`plt.subplots(1, 1)` returns the axes itself rather than an array of axes. `squeeze=False` makes it an array for every number of classes.

required:
    test_any_number_of_templates_is_shown
"""

import math


def plot_templates(W):
    n_pixels, n_classes = W.shape
    side = math.isqrt(n_pixels)
    if side * side != n_pixels:
        raise ValueError("the images are not square")
    fig, axes = plt.subplots(1, n_classes)
    for k in range(n_classes):
        ax = axes[k]
        ax.imshow(W[:, k].reshape(side, side), cmap="gray")
        ax.set_title(str(k))
        ax.axis("off")
    return fig
