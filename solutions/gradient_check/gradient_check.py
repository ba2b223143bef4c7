"""Gradients by measurement: nudge every number a little, see what happens, and hold a derived gradient against it."""

from collections.abc import Callable

import numpy as np


def numerical_gradient(f: Callable[[np.ndarray], float], x: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    """The slopes of `f` at `x` by central differences: a float64 array of x's shape.

    Entry i of the answer is (f(x + eps e_i) - f(x - eps e_i)) / (2 eps), where e_i has x's shape and is 1 at entry i
    and 0 elsewhere. `eps` is a positive number; zero, negative numbers and NaN raise ValueError.

    `f` takes one array, handed over by position, and returns a float; it does not change the array. It is always given
    a float64 array of x's shape. A call may be expensive: there are at most two for each entry of `x`.

    `x` is an array of integers or floats of any width, with one or more axes. It may be empty (then so is the answer),
    read-only or not contiguous, and is not changed, not even for a moment. All is computed in float64.
    """
    if not eps > 0:
        raise ValueError(f"the step must be positive, got {eps}")
    x = np.asarray(x, dtype=np.float64)
    gradient = np.empty(x.shape)
    for index in np.ndindex(x.shape):
        nudge = np.zeros(x.shape)
        nudge[index] = eps
        gradient[index] = (f(x + nudge) - f(x - nudge)) / (2 * eps)
    return gradient


def relative_error(a: np.ndarray, b: np.ndarray) -> float:
    """How far `a` and `b` are apart: the largest difference as a share of the largest entry of the two.

    That is max |a_i - b_i| / max(max |a_i|, max |b_i|), one number from 0 to 2. It is 0 where both arrays are empty or
    all zero, and infinity where an entry of either is NaN or infinite.

    `a` and `b` are arrays of integers or floats with one or more axes, possibly read-only or not contiguous, and are
    not changed. Raises ValueError unless they have the same shape: nothing is stretched to fit.
    """
    if a.shape != b.shape:
        raise ValueError(f"arrays of shapes {a.shape} and {b.shape} cannot be compared")
    a, b = a.astype(np.float64), b.astype(np.float64)
    if not (np.isfinite(a).all() and np.isfinite(b).all()):
        return np.inf
    largest = max(np.abs(a).max(initial=0.0), np.abs(b).max(initial=0.0))
    return float(np.abs(a - b).max() / largest) if largest > 0 else 0.0


def check_gradient(
    f: Callable[[np.ndarray], float], grad: np.ndarray, x: np.ndarray, *, eps: float = 1e-5, tol: float = 1e-6
) -> bool:
    """Whether `grad` is the gradient of `f` at `x`, as far as central differences with the step `eps` can tell.

    True if `grad` has x's shape and its `relative_error` to `numerical_gradient(f, x, eps)` is at most `tol`, else
    False: another shape, NaN and infinity are wrong gradients and no reason to raise anything. `f` and `x` are as for
    `numerical_gradient`, with at most two calls of `f` for each entry of `x`. `grad` is an array of integers or floats.
    No array is changed.
    """
    return grad.shape == x.shape and relative_error(grad, numerical_gradient(f, x, eps)) <= tol
