"""The sigmoid of integers is written into an array of integers, where nothing between 0 and 1 has room.

`np.zeros_like(x)` has the dtype of `x`. Which dtype must the answer have when `x` holds integers?

unnamed: flat_copies_in_place, logarithms_and_einsum, one_object_each
required:
    test_integers_become_floats
    test_no_warning_up_to_1000
"""


def sigmoid(x):
    out = np.zeros_like(x)
    out[x >= 0] = 1 / (1 + np.exp(-x[x >= 0]))
    out[x < 0] = np.exp(x[x < 0]) / (1 + np.exp(x[x < 0]))
    return out
