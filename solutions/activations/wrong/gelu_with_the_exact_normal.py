"""`gelu` is x * Phi(x) with the exact normal distribution. That is the original of which the contract asks the
approximation; the two differ by up to 0.0005.

The formula with tanh stands in the docstring. Where a network was trained with one of the two, the other is a small
error in every layer.

over: reference, a_line_or_two_each, flat_copies_in_place, logarithms_and_einsum
unnamed: a_line_or_two_each, logarithms_and_einsum
required:
    test_value_by_hand
    test_derivative_by_hand
    test_values_in_between
    test_derivative_is_the_slope
    test_pytorch_agrees
    test_any_shape
    test_awkward_arrays
    test_integers_become_floats
    test_value_lines_show_the_functions
    test_derivative_lines_show_the_slopes
permitted:
    test_whole_arrays_are_computed_at_once
"""

import math


def floats(values, x):
    return values.astype(np.float32 if x.dtype == np.float32 else np.float64)


def gelu(x):
    erf = np.array([math.erf(t / math.sqrt(2)) for t in x.ravel()]).reshape(x.shape)
    return floats(x * 0.5 * (1 + erf), x)


def gelu_derivative(x):
    erf = np.array([math.erf(t / math.sqrt(2)) for t in x.ravel()]).reshape(x.shape)
    density = np.exp(-0.5 * np.square(x)) / math.sqrt(2 * math.pi)
    return floats(0.5 * (1 + erf) + x * density, x)
