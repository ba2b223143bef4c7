"""A matrix is nudged row by row, so that every slope is the sum of its row's. For vectors that is right.

`x[i]` of a matrix is a whole row. Go through all entries, whatever the number of axes: `np.ndindex(x.shape)` does.

required:
    test_gradient_of_a_matrix_is_a_matrix
    test_two_calls_for_each_entry
    test_x_is_left_alone
    test_missing_factor_two_is_found
    test_transposed_gradient_is_found
    test_missing_mask_is_found
    test_another_shape_is_no_gradient
    test_gradient_is_the_formula
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
    if x.size == 0:
        return gradient
    for i in range(len(x)):
        above, below = x.copy(), x.copy()
        above[i] += eps
        below[i] -= eps
        gradient[i] = (f(above) - f(below)) / (2 * eps)
    return gradient
