"""At exactly 0 `relu_derivative` gives the slope on the right, 1. The contract asks for the one on the left.

Look at whether your comparison includes 0.

required:
    test_slope_at_the_kink_is_that_on_the_left
    test_steepest_slope
    test_pytorch_agrees
    test_integers_become_floats
    test_no_warning_up_to_1000
"""


def floats(values, x):
    return values.astype(np.float32 if x.dtype == np.float32 else np.float64)


def relu_derivative(x):
    return floats(x >= 0, x)
