"""The pictures stand on their heads: row 0 is at the bottom.

Where does `imshow` put row 0 if nobody tells it otherwise?

required:
    test_image_and_maps_are_shown_in_order
    test_any_number_of_maps_is_drawn
"""

import matplotlib.pyplot as plt


def plot_feature_maps(image, maps, titles):
    fig, axes = plt.subplots(1, len(maps) + 1)
    axes[0].imshow(image, cmap="gray", origin="lower")
    axes[0].set_title("image")
    low, high = maps.min(), maps.max()
    for ax, one, title in zip(axes[1:], maps, titles):
        ax.imshow(one, cmap="gray", vmin=low, vmax=high, origin="lower")
        ax.set_title(title)
    return fig
