"""The labels of the axes are exchanged: it says `actual` where the predicted classes are.

The columns of the matrix are what was predicted, and the column of a cell is its x.

required:
    test_axes_are_named_and_numbered
"""

import matplotlib.pyplot as plt


def plot_confusion(matrix):
    n = len(matrix)
    fig, ax = plt.subplots()
    ax.imshow(matrix)
    for a in range(n):
        for p in range(n):
            ax.text(p, a, str(matrix[a, p]), ha="center", va="center", color="red")
    ax.set_xticks(range(n))
    ax.set_yticks(range(n))
    ax.set_xlabel("actual")
    ax.set_ylabel("predicted")
    return ax
