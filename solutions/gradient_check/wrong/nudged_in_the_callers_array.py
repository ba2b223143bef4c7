"""x itself is nudged and put back: the caller's array is written to, and where that is forbidden an error is raised.

An array of float64 is not copied by `np.asarray`. Somebody else may hold it, and read it in the meantime.

required:
    test_x_is_left_alone
    test_awkward_arrays_have_slopes
    test_checking_takes_any_array
"""

import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    if not eps > 0:
        raise ValueError("eps must be positive")
    x = np.asarray(x, dtype=np.float64)
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
