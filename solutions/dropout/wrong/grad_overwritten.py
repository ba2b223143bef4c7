"""The gradient that was handed in is overwritten with the result.

The caller may need it again. Operators such as `*=` change an array in place.

required:
    test_gradient_keeps_dtype_and_arguments
"""


def dropout_backward(grad, mask):
    """Back through the same mask."""
    grad *= mask
    return grad
