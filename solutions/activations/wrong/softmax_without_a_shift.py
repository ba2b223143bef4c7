"""`softmax` takes the exponential of the scores as they are, which overflows for large ones: infinity divided by
infinity is NaN.

Only differences between scores matter. Which number can you subtract from a row so that no exponential exceeds 1?

required:
    test_large_numbers_do_no_harm
    test_no_warning_up_to_1000
    test_softmax_of_far_and_of_equal_scores
"""


def softmax(x):
    e = np.exp(x)
    return e / np.sum(e, axis=-1, keepdims=True)
