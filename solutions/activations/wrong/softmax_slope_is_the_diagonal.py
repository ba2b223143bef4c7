"""`softmax_derivative` treats each share as if it depended on its own score only.

Raise one score, and all other shares fall, since they still sum to 1. There is a slope for each pair: a matrix for each
row.

required:
    test_softmax_derivative_by_hand
    test_softmax_derivative_holds_all_slopes
    test_large_numbers_do_no_harm
    test_dtype_and_shape_are_kept
    test_pytorch_agrees
    test_any_shape
    test_awkward_arrays
    test_integers_become_floats
    test_no_warning_up_to_1000
    test_softmax_of_far_and_of_equal_scores
permitted:
    test_whole_arrays_are_computed_at_once
"""


def softmax_derivative(x):
    s = softmax(x)
    return s * (1 - s)
