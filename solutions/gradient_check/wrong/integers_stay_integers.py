"""x is copied with its dtype, so integers cannot be nudged by a small step: it is cut off, and every slope is zero.
Narrow floats swallow most of it.

An assignment into an array is squeezed into the array's dtype. Copy x into an array of float64 first.

required:
    test_integers_are_nudged_too
    test_everything_is_float64
    test_checking_takes_any_array
permitted:
    test_entries_may_depend_on_each_other
"""

import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    if not eps > 0:
        raise ValueError("eps must be positive")
    x = x.copy()
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
    scale = max(np.max(np.abs(a)), np.max(np.abs(b)))
    if scale == 0:
        return 0.0
    return np.max(np.abs(a - b)) / scale


def check_gradient(f, grad, x, *, eps=1e-5, tol=1e-6):
    if grad.shape != x.shape:
        return False
    return bool(relative_error(grad, numerical_gradient(f, x, eps)) <= tol)
