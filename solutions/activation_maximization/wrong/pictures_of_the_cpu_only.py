"""Dreams that are not on the CPU stop the plot with an error.

NumPy and matplotlib know nothing of devices. How does a tensor get to the CPU?

required:
    test_dreams_come_from_any_device
"""


def plot_dreams(dreams, titles):
    arrays = dreams.numpy()
    limit = abs(arrays).max()
    fig, axes = plt.subplots(1, len(arrays), squeeze=False)
    for ax, array, title in zip(axes[0], arrays, titles):
        ax.imshow(array, cmap="RdBu_r", vmin=-limit, vmax=limit)
        ax.set_title(title)
    return fig
