"""Nudges flat copies, first all upwards and then all downwards; the two arrays to compare are stacked into one."""

import numpy as np


def moved(x, position, step):
    flat = np.array(x, dtype=np.float64).flatten()
    flat[position] += step
    return flat.reshape(x.shape)


def numerical_gradient(f, x, eps=1e-5):
    if np.isnan(eps) or eps <= 0:
        raise ValueError(f"{eps} is no step")
    above = np.array([f(moved(x, i, +eps)) for i in range(x.size)], dtype=np.float64)
    below = np.array([f(moved(x, i, -eps)) for i in range(x.size)], dtype=np.float64)
    return np.reshape((above - below) / (2.0 * eps), x.shape)


def relative_error(a, b):
    if np.shape(a) != np.shape(b):
        raise ValueError(f"{np.shape(a)} is not {np.shape(b)}")
    pair = np.stack([a, b]).astype(np.float64)
    sizes = np.abs(pair)
    if pair.size == 0 or not sizes.any():
        return 0.0
    if not np.all(sizes < np.inf):  # NaN is not below infinity either
        return float("inf")
    return float(np.ptp(pair, axis=0).max() / sizes.max())


def check_gradient(f, grad, x, *, eps=1e-5, tol=1e-6):
    if np.shape(grad) == np.shape(x):
        error = relative_error(numerical_gradient(f, x, eps), grad)
        return not error > tol
    return False
