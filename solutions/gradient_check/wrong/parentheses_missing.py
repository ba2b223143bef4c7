"""The difference is divided by 2 and then multiplied by eps: `/ 2 * eps` is not `/ (2 * eps)`.

Python goes through products and quotients from left to right. Put parentheses around what stands below the fraction
line.

required:
    test_just_at_the_tolerance_is_right
    test_slopes_of_a_plane
    test_slopes_of_the_worked_example
    test_looking_both_ways_is_exact_for_parabolas
    test_gradient_of_a_matrix_is_a_matrix
    test_integers_are_nudged_too
    test_two_calls_for_each_entry
    test_x_is_left_alone
    test_pencil_and_paper_are_right
    test_missing_factor_two_is_found
    test_wrong_sign_is_found
    test_transposed_gradient_is_found
    test_forgotten_bias_is_found
    test_missing_mask_is_found
    test_another_shape_is_no_gradient
    test_gradient_is_the_formula
    test_usual_step_is_small
    test_entries_may_depend_on_each_other
    test_everything_is_float64
    test_awkward_arrays_have_slopes
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


def numerical_gradient(f, x, eps=1e-5):
    if not eps > 0:
        raise ValueError("eps must be positive")
    x = x.astype(np.float64)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + eps
        above = f(x)
        x[i] = old - eps
        below = f(x)
        x[i] = old
        gradient[i] = (above - below) / 2 * eps
    return gradient
