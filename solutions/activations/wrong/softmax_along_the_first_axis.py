"""`softmax` shares 1 out down the columns, among the examples, instead of along each row.

Axis 0 counts the examples. The shares of one example lie along the last axis.

required:
    test_each_row_sums_to_one
    test_softmax_looks_at_differences_only
    test_softmax_derivative_holds_all_slopes
    test_pytorch_agrees
    test_any_shape
    test_awkward_arrays
    test_integers_become_floats
    test_no_warning_up_to_1000
    test_softmax_of_far_and_of_equal_scores
permitted:
    test_whole_arrays_are_computed_at_once
"""


def softmax(x):
    e = np.exp(x - np.max(x, axis=0, keepdims=True, initial=-np.inf))
    return e / np.sum(e, axis=0, keepdims=True)
