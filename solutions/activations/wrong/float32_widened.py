"""The derivative of `relu` is float64 for float32 numbers, which doubles the memory and slows down all that comes
after.

Two Python numbers in `np.where`, or `.astype(float)`, make float64. Let the dtype follow that of `x`.

required:
    test_dtype_and_shape_are_kept
    test_no_warning_up_to_1000
"""


def relu_derivative(x):
    return (x > 0).astype(float)
