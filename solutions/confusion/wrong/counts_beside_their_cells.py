"""The counts are written in the wrong cells: mirrored at the diagonal.

A text stands at (x, y), and x is the column. An array is indexed the other way round, by row and column.

required:
    test_counts_are_written_in_their_cells
    test_any_matrix_is_drawn
"""

import matplotlib.pyplot as plt


def plot_confusion(matrix):
    n = len(matrix)
    fig, ax = plt.subplots()
    ax.imshow(matrix)
    for a in range(n):
        for p in range(n):
            ax.text(a, p, str(matrix[a, p]), ha="center", va="center", color="red")
    ax.set_xticks(range(n))
    ax.set_yticks(range(n))
    ax.set_xlabel("predicted")
    ax.set_ylabel("actual")
    return ax
