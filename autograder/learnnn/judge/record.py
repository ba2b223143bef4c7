"""What was asked and answered in a conversation, as it is kept: for diagnosis, for snippets, for whoever recomputes it."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np

from learnnn.core.outcomes import Outcome
from learnnn.core.tensor import Tensor
from learnnn.judge.handles import Handle, Method

LARGE = 1 << 20  # bytes of an answer beyond which the record keeps a digest


class Kind(Enum):
    """What the judge did."""

    CALL = "call"
    READ = "read"  # an attribute, an item, a length
    WRITE = "write"  # an attribute; the value is the only argument
    LOOK = "look"  # at a figure


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and its answer; `outcome` instead of an answer where the code raised or ended."""

    kind: Kind
    expression: str  # what was asked, as it is written in Python: `step`, `network.forward`
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    answer: Any = None
    outcome: Outcome | None = None
    changed: tuple[int, ...] = ()  # which of the arrays it was given were changed by the call


@dataclass(frozen=True, slots=True)
class Timing:
    """A timed threshold that was measured: the ratio to the reference, and what is allowed."""

    ratio: float
    at_most: float


def frozen(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """The values as they are now: a check may go on to change its arrays, and a generator moves on as it is used."""
    return tuple(
        copy.deepcopy(v) if isinstance(v, (np.ndarray, np.random.Generator, list, tuple, dict)) else v for v in values
    )


def in_short(answer: Any) -> Any:
    """The answer, or a digest of a large one: the records of a whole submission are kept, and it may answer as it likes."""
    if _size(answer) <= LARGE:
        return answer
    digest = hashlib.blake2b(digest_size=16)
    for part in _parts(answer):
        digest.update(part)
    return f"a large answer: {digest.hexdigest()}"


def _size(value: Any) -> int:
    """About how many bytes it takes to keep."""
    match value:
        case np.ndarray():
            return value.nbytes
        case Tensor():
            return value.array.nbytes
        case str() | bytes():
            return len(value)
        case list() | tuple():
            return 64 + sum(map(_size, value))
        case dict():
            return 64 + sum(_size(key) + _size(item) for key, item in value.items())
    return 64


def _parts(value: Any) -> Iterator[bytes | memoryview]:
    match value:
        case np.ndarray():
            yield f"{value.dtype} {value.shape}".encode()
            yield np.ascontiguousarray(value).reshape(-1).view(np.uint8).data if value.size else b""
        case Tensor():
            yield from _parts(value.array)
        case list() | tuple():
            yield f"{type(value).__name__} of {len(value)}".encode()
            for item in value:
                yield from _parts(item)
        case dict():
            for pair in value.items():
                yield from _parts(pair)
        case Handle() | Method():
            yield b"object"
        case _:
            yield repr(value).encode(errors="backslashreplace")
