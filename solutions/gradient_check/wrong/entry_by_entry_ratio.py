"""Each difference is divided by its own entry, so that rounding in an entry that is next to nothing counts as a great
error.

The largest difference and the largest entry are looked for separately; they need not be in the same place.

required:
    test_error_of_any_shape
    test_small_entries_do_not_decide
permitted:
    test_error_of_the_worked_example
    test_pencil_and_paper_are_right
    test_missing_factor_two_is_found
    test_wrong_sign_is_found
    test_transposed_gradient_is_found
    test_forgotten_bias_is_found
    test_missing_mask_is_found
    test_another_shape_is_no_gradient
    test_extreme_numbers_have_an_error
    test_error_takes_any_array
    test_gradient_of_a_network_is_accepted
    test_mistakes_of_a_network_are_found
    test_single_wrong_entry_is_found
    test_no_number_is_no_gradient
    test_shape_of_the_gradient_counts
    test_tolerance_is_the_callers
    test_step_is_the_callers
    test_checking_takes_two_calls_for_each_entry
    test_checking_takes_any_array
"""


def relative_error(a, b):
    if a.shape != b.shape:
        raise ValueError("the shapes differ")
    if not (np.isfinite(a).all() and np.isfinite(b).all()):
        return float("inf")
    worst = 0.0
    for p, q in zip(a.ravel(), b.ravel()):
        if p != q:
            worst = max(worst, abs(p - q) / max(abs(p), abs(q)))
    return worst
