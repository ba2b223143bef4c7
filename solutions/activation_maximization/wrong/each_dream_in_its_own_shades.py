"""Each picture has shades of its own, so that a faint dream looks as strong as any other, and 0 has another shade in each.

`imshow` spreads its colours over the array it is given. Where can you tell it from which number to which?

required:
    test_zero_is_in_the_middle
    test_any_number_of_dreams_is_drawn
"""


def plot_dreams(dreams, titles):
    arrays = dreams.cpu().numpy()
    limit = abs(arrays).max()
    fig, axes = plt.subplots(1, len(arrays), squeeze=False)
    for ax, array, title in zip(axes[0], arrays, titles):
        ax.imshow(array, cmap="RdBu_r")
        ax.set_title(title)
    return fig
