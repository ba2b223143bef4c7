"""Each map has shades of its own, so that a faint map looks as strong as any other.

`imshow` spreads its colours over the array it is given. Where can you tell it from which number to which?

required:
    test_maps_share_their_shades
    test_any_number_of_maps_is_drawn
"""

import matplotlib.pyplot as plt


def plot_feature_maps(image, maps, titles):
    fig, axes = plt.subplots(1, len(maps) + 1)
    axes[0].imshow(image, cmap="gray")
    axes[0].set_title("image")
    low, high = maps.min(), maps.max()
    for ax, one, title in zip(axes[1:], maps, titles):
        ax.imshow(one, cmap="gray")
        ax.set_title(title)
    return fig
