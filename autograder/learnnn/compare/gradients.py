"""Gradients by central differences, in float64, to hold against the ones a student derives.

    df/dx_i ≈ (f(x + eps e_i) - f(x - eps e_i)) / (2 eps)

Its error is O(eps²) from the formula and O(machine eps / eps) from rounding; eps = 1e-6 leaves about 1e-9 of each in float64
for functions and inputs of order one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from learnnn.compare.answers import Tolerance, describe, is_number, start_sentence
from learnnn.compare.relations import relation
from learnnn.core.outcomes import CheckFailed

Array = np.ndarray[Any, Any]


def numerical_gradient(f: Callable[[Array], float], x: Array, eps: float) -> Array:
    """Central differences of `f` at `x`: an array of x's shape in float64. `x` itself is never changed.

    Raises CheckFailed where `f`, which may be the student's, gives anything but a finite number.
    """
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        high, low = x.copy(), x.copy()
        high[index] += eps
        low[index] -= eps
        gradient[index] = (_number(f(high)) - _number(f(low))) / (2 * eps)
    return gradient


def _number(value: Any) -> float:
    if not is_number(value) or np.iscomplexobj(value):
        raise CheckFailed(f"The loss is {describe(value)}, expected a float.")
    try:
        number = float(value)
    except OverflowError:  # an integer beyond every float
        number = np.inf
    if not np.isfinite(number):
        raise CheckFailed("The loss is not a finite number, so that it has no slope.")
    return number


def compare_gradient(actual: Any, numerical: Array, what: str, rtol: float, atol: float) -> None:
    """Raise `CheckFailed` naming the worst entry, both values and the relation found."""
    if not numerical.ndim and is_number(actual):
        actual = np.asarray(actual)
    if type(actual) is not np.ndarray or actual.dtype.kind != "f":
        raise CheckFailed(f"{start_sentence(what)} is not an array of floats.")
    if actual.shape == numerical.shape:
        rtol, atol = Tolerance(rtol, atol).for_dtypes((actual.dtype.name, "float64"), numerical)
        if np.allclose(actual, numerical, rtol=rtol, atol=atol):
            return
    phrase = relation(actual, numerical)
    if actual.shape != numerical.shape:
        phrase = phrase or f"has shape {actual.shape}, expected {numerical.shape}"
        raise CheckFailed(f"{start_sentence(what)} {phrase}.")
    if np.isnan(actual).any():
        phrase = f"is NaN in {int(np.isnan(actual).sum())} of {actual.size} places"
    gap = np.nan_to_num(np.abs(actual.astype(np.float64) - numerical), nan=np.inf, posinf=np.inf)
    worst = np.unravel_index(int(np.argmax(gap)), gap.shape)
    place = f"at [{', '.join(str(int(i)) for i in worst)}]: " if worst else ""
    raise CheckFailed(
        f"{start_sentence(what)} {phrase or 'is not the slope of the loss'}.",
        evidence=f"{place}yours {float(actual[worst]):.8g}, by central differences {float(numerical[worst]):.8g}",
    )
