"""The error is the length of the difference by the larger of the two lengths, in the sense of Euclid. Squares also
leave the range of floats long before the entries do.

That is another measure. Here the largest difference and the largest entry are asked for, and nothing is squared.

required:
    test_error_of_the_worked_example
    test_worst_entry_decides
    test_error_of_any_shape
    test_extreme_numbers_have_an_error
    test_small_entries_do_not_decide
    test_error_takes_any_array
permitted:
    test_only_proportions_count
    test_tolerance_is_the_callers
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
    if a.size == 0:
        return 0.0
    scale = max(np.sqrt(np.sum(a**2)), np.sqrt(np.sum(b**2)))
    if scale == 0:
        return 0.0
    return np.sqrt(np.sum((a - b) ** 2)) / scale


def check_gradient(f, grad, x, *, eps=1e-5, tol=1e-6):
    if grad.shape != x.shape:
        return False
    return bool(relative_error(grad, numerical_gradient(f, x, eps)) <= tol)
