"""The contributions have the shape (N, C): what each unit adds is no longer to be seen.

Keep a number for each unit: the answer has three axes, for samples, units and classes.

required:
    test_contributions_by_hand
    test_contributions_add_up_to_the_scores
    test_contributions_of_any_shape
"""


def class_contributions(h, W2):
    if h.shape[1] != W2.shape[0]:
        raise ValueError("h and W2 do not fit")
    return np.einsum("nh,hc->nc", h, W2)
