"""Guards: what a student's code answered, as numbers and words that can be drawn in a moment, whatever it was.

Each raises CheckFailed with a sentence for the student; nothing of a student's is asked on the way.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from learnnn.compare.answers import describe as shape_of
from learnnn.core.cleaning import one_line
from learnnn.core.outcomes import CheckFailed
from learnnn.core.tensor import Tensor

Array = np.ndarray[Any, Any]
Shape = tuple[int | None, ...]

MAX_NUMBERS = 100_000  # as many as are looked at; no picture needs more
MAX_SIZE = 1e100  # a larger number leads to others that are none
MAX_WORDS = 60  # characters of a text that a student's code chose


def numbers(value: Any, *, what: str, shape: Shape | None = None, is_finite: bool = True) -> Array:
    """`value` as an array of float64, if it is numbers that can be drawn; else CheckFailed, with `what` as in "the loss".

    Welcome are numbers, arrays, tensors, and lists and tuples of these. None in `shape` stands for any length from 1 on.
    NaN and infinity are welcome only without `is_finite`; they leave a gap in a curve.
    """
    array = _array_of(value)
    if array is None:
        raise CheckFailed(f"{start_of(what)} should be numbers; your code answered {shape_of(value)}.")
    if array.size > MAX_NUMBERS:
        raise CheckFailed(f"{start_of(what)} holds {array.size} numbers: too many for a picture.")
    if shape is not None and not _fits(array.shape, shape):
        expected = "one number" if shape == () else f"numbers of shape {_spelled_shape(shape)}"
        raise CheckFailed(f"{start_of(what)} should be {expected}; your code answered {shape_of(value)}.")
    if is_finite and not np.isfinite(array).all():
        raise CheckFailed(f"{start_of(what)} holds NaN or infinity, which no picture can show.")
    if (np.abs(array[np.isfinite(array)]) > MAX_SIZE).any():
        raise CheckFailed(f"{start_of(what)} holds numbers beyond {MAX_SIZE:g}, too large for a picture.")
    return array


def whole_numbers(value: Any, *, what: str, shape: Shape | None = None, at_least: int = 0) -> Array:
    """Like `numbers`, and each of them is whole and not below `at_least`: counts, or the numbers of classes."""
    array = numbers(value, what=what, shape=shape)
    if (array != np.round(array)).any() or (array < at_least).any() or (array > 2**53).any():
        raise CheckFailed(f"{start_of(what)} should be whole numbers from {at_least} on, and some are not.")
    return array.astype(np.int64)


def words(value: Any, *, what: str) -> str:
    """`value`, a text that a student's code chose, as it can be shown: printable, and cut where it is long."""
    if type(value) is not str:
        raise CheckFailed(f"{start_of(what)} should be a text; your code answered {shape_of(value)}.")
    return shortened(value)


def shortened(text: str) -> str:
    """The text in one line, as it can be shown; what no SVG may hold is replaced by a mark that says so."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in one_line(text, MAX_WORDS))


def start_of(what: str) -> str:
    """As a sentence begins; a name by itself, such as `x`, keeps its case."""
    return what[:1].upper() + what[1:] if " " in what else what


def _array_of(value: Any) -> Array | None:
    """Numbers as float64; None if they are none, or of lengths that do not fit together. Nothing of a student's is asked."""
    if not _is_numeric(value):
        return None
    try:
        array = np.asarray(_without_tensors(value), dtype=np.float64)
    except (ValueError, OverflowError, TypeError):
        return None
    return np.array(array)


def _is_numeric(value: Any) -> bool:
    match value:
        case Tensor():
            return _is_numeric(value.array)
        case np.ndarray() | np.generic():
            return value.dtype.kind in "biuf"
        case list() | tuple():
            return len(value) <= MAX_NUMBERS and all(map(_is_numeric, value))
    return isinstance(value, (bool, int, float))


def _without_tensors(value: Any) -> Any:
    match value:
        case Tensor():
            return value.array
        case list() | tuple():
            return [_without_tensors(item) for item in value]
    return value


def _fits(actual: tuple[int, ...], shape: Shape) -> bool:
    pairs = zip(actual, shape, strict=False)
    return len(actual) == len(shape) and all(n == wanted or (wanted is None and n > 0) for n, wanted in pairs)


def _spelled_shape(shape: Shape) -> str:
    names = iter("NMKL")
    sizes = [next(names) if size is None else str(size) for size in shape]
    return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"
