"""One column of `h` is taken for all four rows of `W2`, without an error.

NumPy stretches an axis of length 1 to any other length. Compare the two lengths before anything is multiplied.

required:
    test_weights_that_do_not_fit_are_refused
"""


def class_contributions(h, W2):
    return np.einsum("nh,hc->nhc", h, W2)
