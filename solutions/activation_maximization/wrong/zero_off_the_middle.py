"""The shades reach from the lowest to the highest number, so that 0 is not in the middle of them.

A neutral shade should mean nothing to add and nothing to take away. Which number is as far from 0 on either side?

required:
    test_zero_is_in_the_middle
    test_any_number_of_dreams_is_drawn
"""


def plot_dreams(dreams, titles):
    arrays = dreams.cpu().numpy()
    limit = abs(arrays).max()
    fig, axes = plt.subplots(1, len(arrays), squeeze=False)
    for ax, array, title in zip(axes[0], arrays, titles):
        ax.imshow(array, cmap="RdBu_r", vmin=arrays.min(), vmax=arrays.max())
        ax.set_title(title)
    return fig
