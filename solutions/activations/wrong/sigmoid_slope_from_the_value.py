"""`sigmoid_derivative` takes its argument for the value of the sigmoid. It is given x, what went in.

a (1 - a) is the slope where the sigmoid's *value* is a. At x = 0 that value is 0.5; what is it at x?

over: reference, a_line_or_two_each, flat_copies_in_place, logarithms_and_einsum
unnamed: a_line_or_two_each, logarithms_and_einsum
required:
    test_derivative_by_hand
    test_derivative_is_the_slope
    test_pytorch_agrees
    test_any_shape
    test_awkward_arrays
    test_integers_become_floats
    test_steepest_slope
    test_large_numbers_do_no_harm
    test_no_warning_up_to_1000
    test_derivative_lines_show_the_slopes
"""


def sigmoid_derivative(x):
    return x * (1 - x)


def swish_derivative(x):
    return sigmoid(x) + x * sigmoid(x) * (1 - sigmoid(x))
