"""How a wrong array is related to the right one: transposed, negated, off by a factor, reversed, summed for averaged.

Each relation is a statement of fact about the two arrays, tried from the most specific to the least. No cause is claimed,
and nothing that also holds by coincidence: numbers that are all alike are in any order, and every two have a ratio.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
RTOL = 1e-5
MANY = 1 << 20  # entries beyond which nobody looks for a relation: an answer may be made large to be costly


def relation(actual: Array, expected: Array) -> str | None:
    """A phrase that goes after "the gradient of W1 …", or None when nothing simple relates the two."""
    if actual.dtype.kind not in "iuf" or expected.dtype.kind not in "iuf" or actual.size > MANY:
        return None
    actual, expected = actual.astype(np.float64), expected.astype(np.float64)
    if not (np.isfinite(actual).all() and np.isfinite(expected).all()):
        return None
    search = _same_shape if actual.shape == expected.shape else _other_shape
    with np.errstate(all="ignore"):  # of numbers near the ends of their range
        return next(search(actual, expected), None)


def _same_shape(actual: Array, expected: Array) -> Iterator[str]:
    if not expected.size or _equal(actual, expected):  # what differs is too little to say how
        return
    if expected.any() and _equal(actual, -expected):
        yield "has the wrong sign everywhere" if expected.size > 1 else "has the wrong sign"
    if expected.size > 1 and expected.any() and not actual.any():
        yield "is zero everywhere"
    yield from _order(actual, expected)
    yield from _factor(actual, expected)
    if expected.size > 2 and _is_constant(actual - expected):
        yield f"is off by the same amount everywhere: {float((actual - expected).flat[0]):+.6g}"
    if expected.size > 2 and _equal(actual, 1 - expected):
        yield "is one minus what it should be"
    if _is_varied(expected) and _equal(np.sort(actual, axis=None), np.sort(expected, axis=None)):
        yield "holds the right numbers in the wrong places"


def _order(actual: Array, expected: Array) -> Iterator[str]:
    if not _is_varied(expected):
        return
    if expected.ndim == 2 and expected.shape[0] == expected.shape[1] and _equal(actual, expected.T):
        yield "is transposed"
    for axis in range(expected.ndim):
        if _equal(actual, np.flip(expected, axis)):
            yield f"is reversed along axis {axis}"


def _factor(actual: Array, expected: Array) -> Iterator[str]:
    """`actual = c · expected`. Two single numbers always have a ratio: there only a round one says something.

    And a round one of the other sign is two mistakes, or none of this kind.
    """
    where = np.abs(expected) > RTOL * np.abs(expected).max()
    if not where.any() or not actual[where].all():
        return
    factor = float(np.median(actual[where] / expected[where]))
    if not np.isfinite(factor) or not _equal(actual, factor * expected) or _close(factor, 1.0):
        return
    if not _is_constant(expected[where]) or (_is_round(factor) and factor > 0):
        yield f"is {_times(factor)}"


def _other_shape(actual: Array, expected: Array) -> Iterator[str]:
    if not actual.size or not expected.size:
        return
    shapes = f"its shape is {actual.shape}, expected {expected.shape}"
    if actual.ndim == 2 and not _is_constant(actual) and _equal(actual.T, expected):
        yield f"is transposed: {shapes}"
    if actual.size == expected.size and _equal(actual.reshape(expected.shape), expected):
        yield f"has the right numbers in another shape: {shapes}"
    reductions: list[tuple[str, Callable[..., Any]]] = [("mean", np.mean), ("sum", np.sum)]
    for axis in range(actual.ndim if expected.ndim else 0):
        for name, reduce in reductions:
            if np.ptp(actual, axis=axis).any() and _equal(np.asarray(reduce(actual, axis=axis)), expected):
                yield f"has an axis too many; the {name} over axis {axis} is what is expected: {shapes}"
    for name, reduce in reductions:
        if not expected.ndim and not _is_constant(actual) and _equal(np.asarray(reduce(actual)), expected):
            yield f"is an array of shape {actual.shape}; the {name} of its entries is what is expected"
    if actual.ndim == expected.ndim - 1 and _broadcasts_to(actual, expected):
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


def _is_constant(array: Array) -> bool:
    """Whether all entries are one number, up to rounding."""
    return bool(np.ptp(array) <= RTOL * np.abs(array).max())


def _is_varied(array: Array) -> bool:
    """Whether the order of the entries says something: there are at least three numbers, and most differ."""
    return len(np.unique(array)) > max(2, array.size // 2)


def _equal(a: Array, b: Array) -> bool:
    scale = float(np.abs(b).max()) if b.size else 0.0
    return a.shape == b.shape and bool(np.allclose(a, b, rtol=RTOL, atol=1e-9 * scale))


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= RTOL * max(abs(a), abs(b))
