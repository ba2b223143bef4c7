"""Right gradients are rejected and wrong ones accepted: the comparison is the wrong way round.

A small error is a good one.

required:
    test_just_at_the_tolerance_is_right
    test_pencil_and_paper_are_right
    test_missing_factor_two_is_found
    test_wrong_sign_is_found
    test_transposed_gradient_is_found
    test_forgotten_bias_is_found
    test_missing_mask_is_found
    test_another_shape_is_no_gradient
    test_gradient_of_a_network_is_accepted
    test_mistakes_of_a_network_are_found
    test_single_wrong_entry_is_found
    test_no_number_is_no_gradient
    test_shape_of_the_gradient_counts
    test_flat_functions_have_gradients_of_zero
    test_tolerance_is_the_callers
    test_step_is_the_callers
    test_checking_takes_two_calls_for_each_entry
    test_checking_takes_any_array
"""


def check_gradient(f, grad, x, *, eps=1e-5, tol=1e-6):
    if grad.shape != x.shape:
        return False
    return bool(relative_error(grad, numerical_gradient(f, x, eps)) > tol)
