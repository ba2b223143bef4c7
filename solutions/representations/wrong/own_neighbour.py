"""The answer is 1, or nearly so: every sample finds itself first, at distance 0.

Nobody is nearer to a sample than the sample itself. It has to be left out.

required:
    test_neighbours_by_hand
    test_nobody_is_their_own_neighbour
    test_equal_samples_are_neighbours
    test_distance_is_straight
    test_share_is_that_of_scikit_learn
    test_outputs_of_any_kind
    test_later_layers_cluster_better
"""


def neighbour_accuracy(h, y):
    h = np.asarray(h, dtype=float)
    right = 0
    for i in range(len(h)):
        distances = np.sqrt(((h - h[i]) ** 2).sum(axis=1))
        right += y[np.argmin(distances)] == y[i]
    return float(right / len(h))
