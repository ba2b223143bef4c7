"""Comparing an answer with what is expected, strictly by kind and shape. No code of the student's runs here.

An answer is plain data by now (see `learnnn.worker.protocol`); whatever was not plain is a handle, and equals nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from learnnn.compare.relations import relation
from learnnn.core.cleaning import one_line, spelled_out
from learnnn.core.outcomes import CheckFailed
from learnnn.core.tensor import Tensor

SHOWN = 6
ONE, LONG = 200, 8000  # characters of one text, or of what has no entries, and of a whole value
DEEP = 4  # lists in lists
MANY = 400  # numbers that are too many for one message: an array of many short axes has none that is long
# Relative error that ordinary arithmetic accumulates in narrow floats; float64 uses what the check asks for.
NARROW_RTOL = {"float32": 1e-4, "complex64": 1e-4, "float16": 2e-2, "bfloat16": 5e-2}


@dataclass(frozen=True, slots=True)
class Tolerance:
    """`|actual - expected| <= atol + rtol · |expected|`; `rtol` is widened for floats narrower than 64 bits."""

    rtol: float
    atol: float
    is_exact: bool = False  # kinds must agree too: integers are not floats

    def for_dtypes(self, names: tuple[str, str], expected: np.ndarray[Any, Any]) -> tuple[float, float]:
        """`rtol` and `atol` for an answer and an expectation of these dtypes: the narrower of the two decides."""
        narrow = max(NARROW_RTOL.get(name, 0.0) for name in names)
        if self.is_exact or not narrow:
            return self.rtol, self.atol
        rtol = max(self.rtol, narrow)
        finite = np.abs(expected[np.isfinite(expected)])
        return rtol, max(self.atol, rtol * float(finite.max(initial=0.0)) * 0.1)


EXACT = Tolerance(0.0, 0.0, is_exact=True)


def compare(actual: Any, expected: Any, what: str, tolerance: Tolerance, dtype: str | None = None) -> None:
    """Raise `CheckFailed` unless `actual` is `expected`. `what` names it as in "the loss"."""
    if isinstance(expected, np.ndarray) and not expected.ndim:
        expected = expected[()]  # an array without axes is a number or a boolean
    match expected:
        case Tensor():
            _compare_tensors(actual, expected, what, tolerance, dtype)
        case np.ndarray():
            if type(actual) is not np.ndarray:
                raise _wrong_kind(actual, expected, what)
            _compare_arrays(actual, expected, what, tolerance, dtype)
        case bool() | np.bool_():
            if not _is_boolean(actual):
                raise _wrong_kind(actual, expected, what)
            _compare_arrays(np.asarray(actual), np.asarray(expected), what, tolerance, dtype)
        case int() | float() | complex() | np.number():
            if type(actual) is np.ndarray and actual.ndim:
                raise _array_for_number(actual, expected, what)
            if not is_number(actual):
                raise _wrong_kind(actual, expected, what)
            _compare_numbers(actual, expected, what, tolerance, dtype)
        case list() | tuple():
            _compare_sequences(actual, expected, what, tolerance, dtype)
        case dict():
            _compare_dicts(actual, expected, what, tolerance, dtype)
        case str():
            if type(actual) is not str or spelled_out(actual) != spelled_out(expected):  # as texts of theirs come in
                raise _wrong_value(actual, expected, what)
        case None | bytes():
            if type(actual) is not type(expected) or actual != expected:
                raise _wrong_value(actual, expected, what)
        case _:
            raise TypeError(f"a check cannot expect a {type(expected).__name__}")


def _compare_numbers(actual: Any, expected: Any, what: str, tolerance: Tolerance, dtype: str | None) -> None:
    if _is_huge(actual) or _is_huge(expected):
        if not _huge_agree(actual, expected, tolerance):
            raise _wrong_value(actual, expected, what)
        return
    answer, wanted = np.asarray(actual), np.asarray(expected)
    if not tolerance.is_exact and dtype is None and answer.dtype.kind in "iu" and wanted.dtype.kind == "f":
        answer = answer.astype(np.float64)  # a single number may be written without a point
    _compare_arrays(answer, wanted, what, tolerance, dtype)


def _compare_sequences(
    actual: Any, expected: Sequence[Any], what: str, tolerance: Tolerance, dtype: str | None
) -> None:
    if type(actual) not in (list, tuple):
        raise _wrong_kind(actual, expected, what)
    if len(actual) != len(expected):
        short = f"{start_sentence(what)} has {len(actual)} entries"
        raise CheckFailed(
            f"{short}, expected {len(expected)}.",
            evidence=_both(actual, expected),
        )
    if actual and dtype is None and _have_one_dtype(actual) and _have_one_dtype(expected):
        _compare_numbers(
            list(actual), list(expected), what, tolerance, dtype
        )  # as arrays, so that relations can be found
        return
    for index, (a, e) in enumerate(zip(actual, expected, strict=True)):
        compare(a, e, f"entry {index} of {what}", tolerance, dtype)


def _compare_dicts(actual: Any, expected: dict[Any, Any], what: str, tolerance: Tolerance, dtype: str | None) -> None:
    if type(actual) is not dict:
        raise _wrong_kind(actual, expected, what)
    expected = {spelled_out(key) if type(key) is str else key: value for key, value in expected.items()}
    if set(actual) != set(expected):
        raise CheckFailed(
            f"{start_sentence(what)} has other keys than expected.",
            evidence=f"got:      {_keys(actual)}\nexpected: {_keys(expected)}",
        )
    for key, value in expected.items():
        compare(actual[key], value, f"{_show(key)} in {what}", tolerance, dtype)


def _compare_tensors(actual: Any, expected: Tensor, what: str, tolerance: Tolerance, dtype: str | None) -> None:
    if type(actual) is not Tensor:
        raise _wrong_kind(actual, expected, what)
    wanted = dtype
    if wanted is not None and actual.dtype != wanted:
        raise _wrong_dtype(actual.dtype, wanted, what)
    _compare_arrays(actual.array, expected.array, what, tolerance, None, names=(actual.dtype, expected.dtype))


def _compare_arrays(
    actual: np.ndarray[Any, Any],
    expected: np.ndarray[Any, Any],
    what: str,
    tolerance: Tolerance,
    dtype: str | None,
    *,
    names: tuple[str, str] | None = None,
) -> None:
    if dtype is not None and actual.dtype.name != dtype:
        raise _wrong_dtype(actual.dtype.name, dtype, what)
    if not _kinds_agree(actual.dtype.kind, expected.dtype.kind, tolerance):
        raise _wrong_dtype(actual.dtype.name, _kind_name(expected.dtype.kind), what)
    if actual.shape != expected.shape:
        raise _mismatch(
            actual,
            expected,
            what,
            plain=f"has shape {actual.shape}, expected {expected.shape}",
        )
    rtol, atol = tolerance.for_dtypes(names or (actual.dtype.name, expected.dtype.name), expected)
    is_right = _is_close(actual, expected, rtol, atol)
    if is_right.all():
        return
    if expected.dtype.kind in "fc" and (np.isnan(actual) & ~np.isnan(expected)).any():
        count = int((np.isnan(actual) & ~np.isnan(expected)).sum())
        raise CheckFailed(
            f"{start_sentence(what)} is NaN in {count} of {actual.size} places."
            if actual.ndim
            else f"{start_sentence(what)} is NaN.",
            evidence=_both(actual, expected),
        )
    raise _mismatch(actual, expected, what, plain=_how_far(actual, expected, ~is_right))


def _mismatch(actual: np.ndarray[Any, Any], expected: np.ndarray[Any, Any], what: str, *, plain: str) -> CheckFailed:
    phrase = relation(actual, expected) or plain
    return CheckFailed(
        f"{start_sentence(what)} {phrase}.",
        evidence=_both(actual, expected),
    )


def _is_close(
    actual: np.ndarray[Any, Any], expected: np.ndarray[Any, Any], rtol: float, atol: float
) -> np.ndarray[Any, Any]:
    """Entry by entry; integers without a tolerance are not rounded to floats on the way."""
    if actual.dtype.kind in "biu" and expected.dtype.kind in "biu" and not rtol and not atol:
        return np.asarray(actual == expected)
    with np.errstate(all="ignore"):
        return np.asarray(np.isclose(actual, expected, rtol=rtol, atol=atol, equal_nan=True))


def _how_far(actual: np.ndarray[Any, Any], expected: np.ndarray[Any, Any], wrong: np.ndarray[Any, Any]) -> str:
    if not actual.ndim:
        return "has a wrong value"
    if actual.dtype.kind == "b":
        return f"is wrong {_where(wrong)}"
    with np.errstate(all="ignore"):
        gap = np.abs(np.subtract(actual, expected, dtype=np.result_type(actual, expected, np.float64)))
    worst = np.unravel_index(int(np.argmax(np.where(wrong, np.nan_to_num(gap, posinf=np.inf), -1))), gap.shape)
    place = "[" + ", ".join(str(int(i)) for i in worst) + "]"
    return (
        f"is wrong {_where(wrong)}; furthest off at {place}: {_show(actual[worst])}, expected {_show(expected[worst])}"
    )


def _where(wrong: np.ndarray[Any, Any]) -> str:
    return "everywhere" if wrong.all() else f"in {int(wrong.sum())} of {wrong.size} places"


def _kinds_agree(actual: str, expected: str, tolerance: Tolerance) -> bool:
    groups = {"b": "b", "i": "i", "u": "i", "f": "f", "c": "c"}
    actual, expected = groups[actual], groups[expected]
    return actual == expected or (not tolerance.is_exact and expected == "i" and actual == "f")


def is_number(value: Any) -> bool:
    """Whether it is one number, of Python or NumPy; an array without axes is one too, a boolean is none."""
    if type(value) is np.ndarray:
        return value.ndim == 0 and value.dtype.kind in "iufc"
    return type(value) in (int, float, complex) or isinstance(value, np.number)


def _is_boolean(value: Any) -> bool:
    if type(value) is np.ndarray:
        return value.ndim == 0 and value.dtype.kind == "b"
    return type(value) in (bool, np.bool_)


def _is_huge(value: Any) -> bool:
    """Whether it is an integer that no array of integers holds."""
    return type(value) is int and not -(1 << 63) <= value < 1 << 63


def _huge_agree(actual: Any, expected: Any, tolerance: Tolerance) -> bool:
    if type(actual) is type(expected) is int and actual == expected:
        return True
    try:
        return not tolerance.is_exact and abs(float(actual) - float(expected)) <= tolerance.rtol * abs(float(expected))
    except (OverflowError, TypeError):  # beyond the range of floats, or complex
        return False


def _have_one_dtype(values: Sequence[Any]) -> bool:
    """Whether all entries are integers, or all floats, of one width: an array holds them as they are."""
    dtypes = {np.asarray(value).dtype if is_number(value) else None for value in values}
    return len(dtypes) == 1 and all(dtype is not None and dtype.kind in "if" for dtype in dtypes)


def _wrong_kind(actual: Any, expected: Any, what: str) -> CheckFailed:
    return CheckFailed(f"{start_sentence(what)} is {describe(actual)}, expected {describe(expected)}.")


def _array_for_number(actual: np.ndarray[Any, Any], expected: Any, what: str) -> CheckFailed:
    plain = f"is {describe(actual)}, expected {describe(expected)}"
    return _mismatch(actual, np.asarray(expected), what, plain=plain)


def _wrong_value(actual: Any, expected: Any, what: str) -> CheckFailed:
    return CheckFailed(
        f"{start_sentence(what)} is {_show(actual)}, expected {_show(expected)}.",
    )


def _wrong_dtype(actual: str, expected: str, what: str) -> CheckFailed:
    return CheckFailed(f"{start_sentence(what)} is of dtype {actual}, expected {expected}.")


def _kind_name(kind: str) -> str:
    return {"b": "bool", "i": "integers", "u": "integers", "f": "floats", "c": "complex numbers"}[kind]


def describe(value: Any) -> str:
    """What a value is, for a sentence: "an array of shape (3,)", "None", "a list of 4"."""
    match value:
        case None:
            return "None"
        case bool() | np.bool_():
            return "a boolean"
        case Tensor():
            return f"a torch tensor of shape {value.shape}"
        case np.ndarray():
            return f"an array of shape {value.shape}"
        case int() | np.integer():
            return "an integer"
        case float() | np.floating():
            return "a float"
        case complex() | np.complexfloating():
            return "a complex number"
        case list() | tuple() | dict():
            return f"a {type(value).__name__} of {len(value)}"
        case str():
            return "a string"
    name = getattr(value, "_type_name", None) or type(value).__name__
    return f"an object of type {name}"


def _both(actual: Any, expected: Any) -> str:
    return f"got:      {_show(actual)}\nexpected: {_show(expected)}"


def _keys(value: dict[Any, Any]) -> str:
    """The keys in order, the first of them if there are many."""
    shown = sorted(map(_show, islice(value, MANY)))
    more = f", … {len(value)} keys" if len(value) > MANY else ""
    return _cut(", ".join(shown) + more, LONG)


def _show(value: Any, depth: int = 0) -> str:
    """A value in one line, with its first entries if it is long; what is too deep in it by what it is."""
    if depth == DEEP and isinstance(value, (list, tuple, dict)):
        return describe(value)
    return _cut(_shown(value, depth), LONG)


def _shown(value: Any, depth: int) -> str:
    if isinstance(value, np.ndarray) and math.prod(min(n, SHOWN) for n in value.shape) > MANY:
        return f"{describe(value)} that begins with {_show(value.flat[:SHOWN])}"
    if isinstance(value, np.ndarray) and value.ndim:
        text = np.array2string(value, precision=6, threshold=24, edgeitems=3, separator=", ")
        return text.replace("\n", "\n          ")
    if isinstance(value, (float, np.floating)):
        return f"{float(value):.8g}"
    if isinstance(value, (list, tuple)) and len(value) > SHOWN * 2:
        head = ", ".join(_show(item, depth + 1) for item in value[:SHOWN])
        return f"[{head}, … {len(value)} entries]"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_show(item, depth + 1) for item in value) + "]"
    if isinstance(value, (np.generic, np.ndarray)):
        return str(value)
    # No more of a text is looked at than is shown.
    return one_line(repr(value[: ONE + 1]) if isinstance(value, (str, bytes)) else repr(value), ONE)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[:limit]}…"


def start_sentence(what: str) -> str:
    """The start of a sentence; names such as `W1` keep their case."""
    return what[:1].upper() + what[1:] if what[:4] in ("the ", "entr") else what
