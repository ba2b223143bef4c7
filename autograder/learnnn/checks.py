"""What the authors of checks import: comparisons, gradient checks, timed thresholds. See `docs/writing-a-course.md`.

Every function either returns None or raises an `Outcome`, whose words a student reads.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from learnnn.compare import gradients
from learnnn.compare.answers import EXACT, Tolerance, compare
from learnnn.compare.answers import describe as shape_of
from learnnn.core.outcomes import CheckFailed, StudentRaised
from learnnn.core.tensor import Tensor
from learnnn.judge import timing
from learnnn.judge.handles import Handle, Module, plain

__all__ = [
    "Handle",
    "Tensor",
    "assert_as_fast",
    "assert_close",
    "assert_equal",
    "assert_gradient",
    "assert_inputs_unchanged",
    "assert_raises",
    "plain",
    "require",
    "shape_of",
    "tensor",
    "type_name",
]

assert_as_fast = timing.assert_as_fast


def assert_close(
    actual: Any, expected: Any, *, what: str, rtol: float = 1e-6, atol: float = 1e-9, dtype: str | None = None
) -> None:
    """Same kind, same shape, and `|actual - expected| <= atol + rtol · |expected|`, entry by entry.

    Floats of any width are accepted unless `dtype` names one ("float64"); narrow ones are compared with the tolerance
    their precision allows. Lists, tuples and dicts are compared entry by entry. NaN only where NaN is expected.
    """
    compare(plain(actual), expected, what, Tolerance(rtol, atol), dtype)


def assert_equal(actual: Any, expected: Any, *, what: str) -> None:
    """Exactly equal, kinds included: an integer is not a float, a boolean is not an integer."""
    compare(plain(actual), expected, what, EXACT)


def assert_gradient(
    f: Callable[[np.ndarray[Any, Any]], float],
    gradient: Any,
    x: np.ndarray[Any, Any],
    *,
    what: str,
    eps: float = 1e-6,
    rtol: float = 1e-5,
    atol: float = 1e-8,
) -> None:
    """`gradient` is the slope of `f` (array of x's shape → float) at `x`, by central differences in float64."""
    gradients.compare_gradient(gradient, gradients.numerical_gradient(f, x, eps), what, rtol, atol)


def assert_raises(expected: type[Exception], function: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    """The student's `function` raises `expected` or a subclass when called like this."""
    name = expected.__name__
    try:
        answer = function(*args, **kwargs)
    except StudentRaised as raised:
        if raised.is_not_written_yet:
            raise
        if name in raised.bases:
            return
        raise CheckFailed(f"{name} is expected here; your code raised {raised.type_name}.") from raised
    raise CheckFailed(f"{name} is expected here; your code returned {shape_of(answer)}.")


def assert_inputs_unchanged(student: Module) -> None:
    """No call so far changed an array it was given."""
    for exchange in student._conversation.record:
        if exchange.changed:
            raise CheckFailed(
                f"`{exchange.expression}` changed an array it was given.",
                look_at="Operators such as `x *= 2` and assignments such as `x[0] = 1` write into the caller's array. "
                "Make a new array instead.",
            )


def require(condition: bool, happened: str, *, evidence: str = "", look_at: str = "") -> None:
    """The condition holds; otherwise the student reads `happened`, which gives no expected value away."""
    if not condition:
        raise CheckFailed(happened, evidence=evidence, look_at=look_at)


def tensor(array: Any, *, requires_grad: bool = False) -> Tensor:
    """A torch tensor to send to the worker, with the array's numbers and dtype."""
    data = np.asarray(array)
    return Tensor(data, data.dtype.name, requires_grad=requires_grad)


def type_name(value: Any) -> str:
    """The name of a handle's class, as the worker reports it; for plain values the name of their type."""
    return value._type_name if isinstance(value, Handle) else type(value).__name__
