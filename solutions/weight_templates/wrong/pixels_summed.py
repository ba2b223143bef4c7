"""The contributions are summed over the pixels: that leaves one number for each class, and nobody sees which pixel gave what.

Multiply each pixel with each of its weights, and add nothing up. The answer is as large as the weights.

required:
    test_contributions_by_hand
    test_contributions_add_up_to_the_score
    test_contributions_of_any_size_and_kind
"""


def contributions(x, W):
    return np.dot(x, W)
