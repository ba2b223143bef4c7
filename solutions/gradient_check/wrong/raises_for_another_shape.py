"""A gradient of another shape raises an error, where the answer is plainly: no.

A shape that does not fit is the easiest mistake to find. Compare the shapes before the numbers.

required:
    test_another_shape_is_no_gradient
    test_shape_of_the_gradient_counts
"""


def check_gradient(f, grad, x, *, eps=1e-5, tol=1e-6):
    return bool(relative_error(grad, numerical_gradient(f, x, eps)) <= tol)
