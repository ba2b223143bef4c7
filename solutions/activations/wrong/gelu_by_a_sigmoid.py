"""`gelu` is x * sigmoid(1.702 x): another approximation, off by up to 0.02.

The contract names the formula with tanh. The coarse one is sometimes seen in its place, but is another function.

over: reference, a_line_or_two_each, flat_copies_in_place, logarithms_and_einsum
unnamed: a_line_or_two_each, logarithms_and_einsum
required:
    test_value_by_hand
    test_values_in_between
    test_pytorch_agrees
    test_any_shape
    test_awkward_arrays
    test_integers_become_floats
    test_derivative_by_hand
    test_derivative_is_the_slope
    test_value_lines_show_the_functions
    test_derivative_lines_show_the_slopes
"""


def gelu(x):
    return x * sigmoid(1.702 * x)


def gelu_derivative(x):
    s = sigmoid(1.702 * x)
    return s + 1.702 * x * s * (1 - s)
