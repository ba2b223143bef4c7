"""A sample is not compared with its doubles in other rows, as if they were the sample itself.

Leave a sample out by its row, not by the distance 0: another row may have the same numbers, and another class.

required:
    test_equal_samples_are_neighbours
"""


def neighbour_accuracy(h, y):
    h = np.asarray(h, dtype=float)
    right = 0
    for i in range(len(h)):
        distances = np.sqrt(((h - h[i]) ** 2).sum(axis=1))
        distances[distances == 0] = np.inf
        right += y[np.argmin(distances)] == y[i]
    return float(right / len(h))
