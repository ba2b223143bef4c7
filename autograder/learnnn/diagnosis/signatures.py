"""A conversation in short: enough to tell whether two solutions gave the same answers to the same questions.

The words (what was asked, kinds, shapes, texts) must agree to the letter. Of the numbers, each array leaves two: the sum of
its magnitudes and a projection on a fixed wave, which agree up to rounding when the arrays do and differ when they do not.
Whole numbers are counts, and have nothing to round: they must agree exactly.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from learnnn.core.outcomes import StudentRaised
from learnnn.core.tensor import Tensor
from learnnn.judge.handles import Handle, Method
from learnnn.judge.record import Exchange

RTOL = 1e-5
MAX_NUMBERS = 2000
EXACT = float(1 << 53)  # whole numbers up to here are the same as floats
MANY = 1 << 20  # entries of an array beyond which only its shape is noted: an answer may be made large to be costly


@dataclass(frozen=True, slots=True)
class Signature:
    """The words of a conversation as a digest, and its numbers."""

    words: str
    numbers: tuple[float, ...]

    def matches(self, other: Signature) -> bool:
        """Whether both conversations are the same up to rounding."""
        if self.words != other.words or len(self.numbers) != len(other.numbers):
            return False
        mine, theirs = np.array(self.numbers), np.array(other.numbers)
        are_counts = _are_counts(mine) & _are_counts(theirs)
        is_close = np.allclose(mine, theirs, rtol=RTOL, atol=1e-9, equal_nan=True)
        return bool(is_close and (mine == theirs)[are_counts].all())


def signature(record: Sequence[Exchange]) -> Signature:
    """The signature of a whole record."""
    words: list[str] = []
    numbers: list[float] = []
    for exchange in record:
        words.append(f"{exchange.kind.value} {exchange.expression} {exchange.changed}")
        for value in (*exchange.args, *exchange.kwargs.values()):
            _note(value, words, numbers)
        if exchange.outcome is None:
            _note(exchange.answer, words, numbers)
        else:
            raised = exchange.outcome
            words.append(raised.type_name if isinstance(raised, StudentRaised) else type(raised).__name__)
    text = "\n".join(words).encode(errors="backslashreplace")  # their texts may hold half a surrogate pair
    digest = hashlib.blake2b(text, digest_size=16).hexdigest()
    return Signature(digest, tuple(numbers[:MAX_NUMBERS]))


def _note(value: Any, words: list[str], numbers: list[float]) -> None:
    match value:
        case bool() | np.bool_():
            words.append(repr(bool(value)))
        case None | str() | bytes():
            words.append(repr(value))
        case int() | float() | np.integer() | np.floating():
            words.append("number")
            numbers.append(_float(value))
        case Tensor():
            words.append(f"tensor on {value.device}")
            _note(value.array, words, numbers)
        case np.ndarray():
            _note_array(value, words, numbers)
        case list() | tuple():
            words.append(f"{type(value).__name__} of {len(value)}")
            if len(value) > 20 and all(type(item) in (int, float) for item in value):
                _note_array(np.array([_float(item) for item in value]), words, numbers)
                return
            for item in value:
                _note(item, words, numbers)
        case dict():
            words.append(f"dict of {len(value)}")
            for key, item in sorted(value.items(), key=lambda pair: repr(pair[0])):
                words.append(repr(key))
                _note(item, words, numbers)
        case Handle():
            words.append("object")
        case Method():
            words.append("function")
        case _:
            words.append(type(value).__name__)


def _are_counts(numbers: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return np.asarray((numbers == np.rint(numbers)) & (np.abs(numbers) < EXACT))


def _float(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:  # an integer beyond the range of floats
        return float("inf")


def _note_array(array: np.ndarray[Any, Any], words: list[str], numbers: list[float]) -> None:
    kind = "i" if array.dtype.kind in "iu" else array.dtype.kind
    words.append(f"array {kind} {array.shape}")
    if array.size > MANY:
        return
    flat = np.abs(array.reshape(-1)) if array.dtype.kind == "c" else array.reshape(-1).astype(np.float64)
    wave = np.cos(np.arange(1, flat.size + 1))
    with np.errstate(all="ignore"):
        numbers += [float(np.abs(flat).sum()), float(flat @ wave)]
