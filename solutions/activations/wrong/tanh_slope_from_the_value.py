"""`tanh_derivative` squares x where it should square tanh(x).

1 - a² is the slope where the *value* of tanh is a. The function is given x, so compute the value first.

over: reference, a_line_or_two_each, flat_copies_in_place, logarithms_and_einsum
unnamed: a_line_or_two_each, logarithms_and_einsum
required:
    test_derivative_by_hand
    test_derivative_is_the_slope
    test_pytorch_agrees
    test_any_shape
    test_awkward_arrays
    test_integers_become_floats
    test_large_numbers_do_no_harm
    test_no_warning_up_to_1000
    test_derivative_lines_show_the_slopes
"""


def tanh_derivative(x):
    return 1.0 - x**2
