"""The ticks are not at the classes: some are between them, or classes are left out.

matplotlib chooses ticks for numbers, not for classes. Say where they are to be, on both axes.

required:
    test_axes_are_named_and_numbered
    test_any_matrix_is_drawn
"""

import matplotlib.pyplot as plt


def plot_confusion(matrix):
    n = len(matrix)
    fig, ax = plt.subplots()
    ax.imshow(matrix)
    for a in range(n):
        for p in range(n):
            ax.text(p, a, str(matrix[a, p]), ha="center", va="center", color="red")
    ax.set_xlabel("predicted")
    ax.set_ylabel("actual")
    return ax
