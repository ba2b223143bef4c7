"""`gelu_derivative` leaves out the slope of u, what stands inside tanh.

The chain rule asks for the slope of tanh at u *times* the slope of u, with the cube differentiated as well.

over: reference, a_line_or_two_each, flat_copies_in_place, logarithms_and_einsum
unnamed: a_line_or_two_each, logarithms_and_einsum
required:
    test_derivative_by_hand
    test_derivative_is_the_slope
    test_pytorch_agrees
    test_any_shape
    test_awkward_arrays
    test_integers_become_floats
    test_derivative_lines_show_the_slopes
"""

import math


def gelu_derivative(x):
    u = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
    du = math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * x**2)
    t = np.tanh(u)
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2)
