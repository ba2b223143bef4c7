"""`swish_derivative` differentiates only one of the two factors, the sigmoid.

x changes as well. The product rule gives two terms: which one is missing?

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


def swish_derivative(x):
    return x * sigmoid_derivative(x)
