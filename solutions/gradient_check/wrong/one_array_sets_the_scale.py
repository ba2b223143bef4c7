"""The difference is divided by the largest entry of the second array only, so the error depends on the order of the
two.

Which of the two is right is not known. The larger of both largest entries sets the scale.

required:
    test_error_of_the_worked_example
    test_only_proportions_count
    test_error_of_any_shape
permitted:
    test_extreme_numbers_have_an_error
    test_error_takes_any_array
"""

import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    if not eps > 0:
        raise ValueError("eps must be positive")
    x = x.astype(np.float64)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + eps
        above = f(x)
        x[i] = old - eps
        below = f(x)
        x[i] = old
        gradient[i] = (above - below) / (2 * eps)
    return gradient


def relative_error(a, b):
    if a.shape != b.shape:
        raise ValueError("the shapes differ")
    if not (np.isfinite(a).all() and np.isfinite(b).all()):
        return float("inf")
    if a.size == 0 or not (a.any() or b.any()):
        return 0.0
    return np.max(np.abs(a - b)) / np.max(np.abs(b))


def check_gradient(f, grad, x, *, eps=1e-5, tol=1e-6):
    if grad.shape != x.shape:
        return False
    return bool(relative_error(grad, numerical_gradient(f, x, eps)) <= tol)
