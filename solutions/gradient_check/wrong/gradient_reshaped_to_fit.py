"""The gradient is reshaped to fit x before it is compared, which hides a gradient of the wrong shape.

A gradient that is added to a parameter must have its shape. One that has another is wrong, whatever its numbers.

required:
    test_shape_of_the_gradient_counts
permitted:
    test_another_shape_is_no_gradient
"""


def check_gradient(f, grad, x, *, eps=1e-5, tol=1e-6):
    if grad.size != x.size:
        return False
    return bool(relative_error(grad.reshape(x.shape), numerical_gradient(f, x, eps)) <= tol)
