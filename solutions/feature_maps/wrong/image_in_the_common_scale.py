"""The shades of the maps do not reach from the lowest to the highest number of the maps: the image is counted among them.

From which arrays are the two numbers taken?

required:
    test_maps_share_their_shades
    test_any_number_of_maps_is_drawn
"""

import matplotlib.pyplot as plt


def plot_feature_maps(image, maps, titles):
    fig, axes = plt.subplots(1, len(maps) + 1)
    axes[0].imshow(image, cmap="gray")
    axes[0].set_title("image")
    low, high = min(image.min(), maps.min()), max(image.max(), maps.max())
    for ax, one, title in zip(axes[1:], maps, titles):
        ax.imshow(one, cmap="gray", vmin=low, vmax=high)
        ax.set_title(title)
    return fig
