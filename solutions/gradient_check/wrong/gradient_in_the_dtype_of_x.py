"""The slopes are right when they are computed, and lose their fractions when they are stored: the answer has the dtype
of x.

`np.zeros_like(x)` takes shape and dtype from x. Slopes at whole numbers need not be whole.

required:
    test_integers_are_nudged_too
    test_everything_is_float64
permitted:
    test_checking_takes_any_array
"""

import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    if not eps > 0:
        raise ValueError("eps must be positive")
    gradient = np.zeros_like(x)
    x = x.astype(np.float64)
    for i in np.ndindex(x.shape):
        nudge = np.zeros(x.shape)
        nudge[i] = eps
        gradient[i] = (f(x + nudge) - f(x - nudge)) / (2 * eps)
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
