"""How a wrong array is related to the right one: transposed, negated, off by a factor, reversed, summed for averaged.

Each relation is a statement of fact about the two arrays, tried from the most specific to the least. No cause is claimed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
RTOL = 1e-5


def relation(actual: Array, expected: Array) -> str | None:
    """A phrase that goes after "the gradient of W1 …", or None when nothing simple relates the two."""
    if actual.dtype.kind not in "iuf" or expected.dtype.kind not in "iuf":
        return None
    actual, expected = actual.astype(np.float64), expected.astype(np.float64)
    if not (np.isfinite(actual).all() and np.isfinite(expected).all()):
        return None
    search = _same_shape if actual.shape == expected.shape else _other_shape
    return next(search(actual, expected), None)


def _same_shape(actual: Array, expected: Array) -> Iterator[str]:
    if _equal(actual, -expected) and expected.any():
        yield "has the wrong sign everywhere"
    if expected.ndim == 2 and expected.shape[0] == expected.shape[1] > 1 and _equal(actual, expected.T):
        yield "is transposed"
    if expected.size > 1:
        for axis in range(expected.ndim):
            if expected.shape[axis] > 1 and _equal(actual, np.flip(expected, axis)):
                yield f"is reversed along axis {axis}"
        if expected.any() and not actual.any():
            yield "is zero everywhere"
    yield from _factor(actual, expected)
    if expected.size > 2 and _is_constant(actual - expected):
        yield f"is off by the same amount everywhere: {float((actual - expected).flat[0]):+.6g}"
    if expected.size > 2 and _equal(np.sort(actual, axis=None), np.sort(expected, axis=None)):
        yield "holds the right numbers in the wrong places"
    if expected.size > 2 and _equal(actual, 1 - expected):
        yield "is one minus what it should be"


def _factor(actual: Array, expected: Array) -> Iterator[str]:
    """`actual = c · expected`. Two single numbers always have a ratio: there only a round one says something."""
    if not expected.any() or not actual.any() or (expected == 0).any() != (actual == 0).any():
        return
    where = expected != 0
    ratios = actual[where] / expected[where]
    factor = float(np.median(ratios))
    if not _equal(actual, factor * expected) or _close(factor, 1.0):
        return
    if expected.size > 1 or _is_round(factor):
        yield f"is {_times(factor)}"


def _other_shape(actual: Array, expected: Array) -> Iterator[str]:
    shapes = f"its shape is {actual.shape}, expected {expected.shape}"
    if actual.ndim == 2 and actual.T.shape == expected.shape and _equal(actual.T, expected):
        yield f"is transposed: {shapes}"
    if actual.size == expected.size and _equal(actual.reshape(expected.shape), expected):
        yield f"has the right numbers in another shape: {shapes}"
    reductions: list[tuple[str, Callable[..., Any]]] = [("mean", np.mean), ("sum", np.sum)]
    for axis in range(actual.ndim):
        for name, reduce in reductions:
            reduced = reduce(actual, axis=axis) if actual.shape[axis] else None
            if reduced is not None and reduced.shape == expected.shape and _equal(np.asarray(reduced), expected):
                yield f"still has axis {axis}, over which the {name} is expected: {shapes}"
    for name, reduce in reductions:
        if expected.ndim == 0 and actual.size and _close(float(reduce(actual)), float(expected)):
            yield f"is an array of shape {actual.shape}; the {name} of its entries is expected"
    if actual.size and expected.shape and _broadcasts_to(actual, expected):
        yield f"has lost an axis: {shapes}"


def _times(factor: float) -> str:
    sign = " and has the wrong sign" if factor < 0 else ""
    size = abs(factor)
    if _close(size, 1.0):
        return "negated"
    if size > 1:
        return f"{_number(size)} times too large{sign}"
    return f"{_number(1 / size)} times too small{sign}"


def _number(value: float) -> str:
    return str(round(value)) if _close(value, round(value)) else f"{value:.6g}"


def _is_round(factor: float) -> bool:
    size = abs(factor) if abs(factor) >= 1 else 1 / abs(factor)
    return _close(size, round(size)) and round(size) <= 1000


def _broadcasts_to(actual: Array, expected: Array) -> bool:
    try:
        return _equal(np.broadcast_to(actual, expected.shape), expected)
    except ValueError:
        return False


def _is_constant(difference: Array) -> bool:
    return bool(np.ptp(difference) <= RTOL * np.abs(difference).max()) and bool(difference.any())


def _equal(a: Array, b: Array) -> bool:
    scale = float(np.abs(b).max()) if b.size else 0.0
    return a.shape == b.shape and bool(np.allclose(a, b, rtol=RTOL, atol=1e-9 * scale))


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= RTOL * max(abs(a), abs(b))
