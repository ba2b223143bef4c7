"""The titles are one place off: the image has the title of the first map.

There is one picture more than there are titles. Which title has the first?

required:
    test_image_and_maps_are_shown_in_order
    test_any_number_of_maps_is_drawn
"""

import matplotlib.pyplot as plt


def plot_feature_maps(image, maps, titles):
    fig, axes = plt.subplots(1, len(maps) + 1)
    axes[0].imshow(image, cmap="gray")
    for ax, title in zip(axes, titles):
        ax.set_title(title)
    low, high = maps.min(), maps.max()
    for ax, one, title in zip(axes[1:], maps, titles):
        ax.imshow(one, cmap="gray", vmin=low, vmax=high)
    return fig
