"""What is drawn are not the weights: each template was stretched to numbers from 0 to 1 by itself.

Give `imshow` the weights as they are, and choose with `vmin` and `vmax` which of them is black and which is white.

required:
    test_templates_are_shown_upright
    test_any_number_of_templates_is_shown
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
        template = W[:, k].reshape(side, side)
        template = (template - template.min()) / max(template.max() - template.min(), 1e-12)
        ax.imshow(template, cmap="gray")
        ax.set_title(str(k))
        ax.axis("off")
    return fig
