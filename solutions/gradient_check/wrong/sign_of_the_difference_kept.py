"""Differences count only where the first array is the larger one; the others are negative, and no match for the
largest.

How far two numbers are apart does not depend on their order.

over: reference, one_entry_at_a_time
required:
    test_error_of_the_worked_example
    test_only_proportions_count
    test_error_of_any_shape
    test_error_takes_any_array
permitted:
    test_pencil_and_paper_are_right
    test_missing_factor_two_is_found
    test_wrong_sign_is_found
    test_transposed_gradient_is_found
    test_forgotten_bias_is_found
    test_missing_mask_is_found
    test_extreme_numbers_have_an_error
    test_small_entries_do_not_decide
    test_gradient_of_a_network_is_accepted
    test_mistakes_of_a_network_are_found
    test_single_wrong_entry_is_found
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
    if a.size == 0:
        return 0.0
    scale = max(np.max(np.abs(a)), np.max(np.abs(b)))
    if scale == 0:
        return 0.0
    return np.max(a - b) / scale
