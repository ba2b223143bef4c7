"""Left of 0 `leaky_relu_derivative` is 0, so that a unit that is off gets no gradient. To avoid just this is what the
leak is for.

Left of 0 the function is the straight line alpha * x. How steep is it?

over: reference, a_line_or_two_each, flat_copies_in_place, logarithms_and_einsum
unnamed: a_line_or_two_each, logarithms_and_einsum
required:
    test_derivative_by_hand
    test_derivative_is_the_slope
    test_pytorch_agrees
    test_any_shape
    test_awkward_arrays
    test_integers_become_floats
    test_slope_at_the_kink_is_that_on_the_left
    test_alpha_can_be_chosen
    test_large_numbers_do_no_harm
    test_no_warning_up_to_1000
    test_pytorch_agrees_for_any_alpha
    test_derivative_lines_show_the_slopes
"""


def floats(values, x):
    return values.astype(np.float32 if x.dtype == np.float32 else np.float64)


def leaky_relu_derivative(x, alpha=0.01):
    return floats(x > 0, x)
