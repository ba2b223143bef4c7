"""A failing check's calls as lines a student can paste into Python."""

from __future__ import annotations

import keyword
import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from learnnn.core.tensor import Tensor
from learnnn.judge.handles import Handle, Method
from learnnn.judge.record import Exchange, Kind

MAX_LINES = 8
MAX_CHARACTERS = 20_000  # of all lines: an argument may be an answer of theirs
MAX_ENTRIES = 40  # of an array that is written out
STAGE = "stage"  # what checks call the course's own module beside the student's
MAX_BITS = 1024  # of an integer: Python writes none of thousands of digits
DIGITS = 6  # of an array's numbers
DEFAULT_DTYPES = ("bool", "int64", "float64")  # what `np.array` makes of plain numbers


def snippet(slug: str, record: Sequence[Exchange], *, is_at_hand: bool = False) -> str:
    """The calls up to the failure, or an empty string where they cannot be written down in a few lines.

    What `is_at_hand` need not be imported: in a notebook the student's names are there already.
    """
    exchanges = [
        exchange
        for exchange in record
        if exchange.kind in (Kind.CALL, Kind.WRITE) or isinstance(exchange.answer, Handle)
    ]
    if not exchanges or len(exchanges) > MAX_LINES:
        return ""
    lines = [_line(exchange) for exchange in exchanges]
    if (
        sum(len(line or "") for line in lines) > MAX_CHARACTERS
        or any(line is None for line in lines)
        or not _are_known(exchanges)
    ):
        return ""
    made = {_name_of(exchange.answer) for exchange in exchanges}
    if len(lines) > 1 and not made - {""}:  # calls that have nothing to do with each other: which of them was it?
        lines[-1] = f"{lines[-1]}  # after this one the check failed"
    body = "\n".join(map(str, lines))
    names = {name for exchange in exchanges for name in _names_in(exchange)} - made
    modules = {"torch.": "import torch", "np.": "import numpy as np", f"{STAGE}.": f"import stage_{slug} as {STAGE}"}
    imports = [text for prefix, text in modules.items() if prefix in body]
    theirs = ", ".join(sorted(names - {STAGE}))
    if theirs and not is_at_hand:
        imports.append(f"from {slug} import {theirs}")
    return "\n".join([*imports, "", body]).lstrip("\n")


def _line(exchange: Exchange) -> str | None:
    written = exchange.expression
    if exchange.kind is Kind.WRITE:
        value = _literal(exchange.args[0])
        return f"{written} = {value}" if value is not None else None
    if exchange.kind is Kind.CALL:
        args = [_literal(arg) for arg in exchange.args]
        kwargs = {name: _literal(value) for name, value in exchange.kwargs.items()}
        if any(text is None for text in (*args, *kwargs.values())):
            return None
        written += f"({', '.join([*map(str, args), *(f'{name}={text}' for name, text in kwargs.items())])})"
    made = _name_of(exchange.answer)
    return f"{made} = {written}" if made else written


def _are_known(exchanges: Sequence[Exchange]) -> bool:
    """Whether every object is made by a line above the one that uses it, under a name Python takes."""
    made = {STAGE}
    for exchange in exchanges:
        roots = [name for name in _objects_in(exchange) if name not in made]
        if roots:
            return False
        name = _name_of(exchange.answer)
        if name and (not name.isidentifier() or keyword.iskeyword(name)):
            return False
        made.add(name)
    return True


def _objects_in(exchange: Exchange) -> Iterator[str]:
    """The names of the objects an exchange needs: `net` of `net.forward` or `net[0]`, and those among its arguments."""
    for text in (exchange.expression, *(value._expression for value in _held(_arguments(exchange)))):
        if not text.isidentifier():
            yield _root(text)
    yield from (value._expression for value in _held(_arguments(exchange)) if isinstance(value, Handle))


def _names_in(exchange: Exchange) -> Iterator[str]:
    """The first name of everything an exchange speaks of."""
    yield _root(exchange.expression)
    yield from (_root(value._expression) for value in _held(_arguments(exchange)))


def _root(expression: str) -> str:
    return expression.partition(".")[0].partition("[")[0]


def _name_of(answer: Any) -> str:
    return answer._expression if isinstance(answer, Handle) else ""


def _arguments(exchange: Exchange) -> list[Any]:
    return [*exchange.args, *exchange.kwargs.values()]


def _held(values: Sequence[Any]) -> Iterator[Handle | Method]:
    for value in values:
        if isinstance(value, (Handle, Method)):
            yield value
        elif isinstance(value, (list, tuple)):
            yield from _held(value)


def _literal(value: Any) -> str | None:
    """The value as Python text; None where that would be long or impossible."""
    match value:
        case bool() | np.bool_():
            return repr(bool(value))
        case float() | np.floating():
            return repr(float(value)) if math.isfinite(value) else f"float('{float(value)}')"
        case int() if value.bit_length() > MAX_BITS:
            return None
        case str() if len(value) > MAX_CHARACTERS:
            return None
        case None | int() | str():
            return repr(value)
        case Handle() | Method():
            return str(value._expression)
        case np.random.Generator():
            return _generator(value)
        case Tensor():
            return _tensor(value)
        case np.ndarray():
            numbers = _numbers(value)
            return f"np.array({numbers}{_dtype(value.dtype.name, DEFAULT_DTYPES, 'np')})" if numbers else None
        case np.generic():
            return repr(value.item())
        case list() | tuple():
            if len(value) > MAX_ENTRIES:
                return None
            items = [_literal(item) for item in value]
            if any(text is None for text in items):
                return None
            inside = ", ".join(map(str, items))
            return f"[{inside}]" if isinstance(value, list) else f"({inside}{',' * (len(items) == 1)})"
    return None


def _generator(generator: np.random.Generator) -> str | None:
    """A generator that has not been used yet, by its seed."""
    seed = getattr(generator.bit_generator.seed_seq, "entropy", None)
    if seed is None or np.random.default_rng(seed).bit_generator.state != generator.bit_generator.state:
        return None
    return f"np.random.default_rng({seed!r})"


def _tensor(value: Tensor) -> str | None:
    numbers = _numbers(value.array)
    if not numbers or value.device != "cpu":
        return None
    grad = ", requires_grad=True" if value.requires_grad else ""
    return f"torch.tensor({numbers}{_dtype(value.dtype, ('bool', 'int64', 'float32'), 'torch')}{grad})"


def _dtype(name: str, default: Sequence[str], package: str) -> str:
    return "" if name in default else f", dtype={package}.{name}"


def _numbers(array: np.ndarray[Any, Any]) -> str | None:
    """The numbers as nested lists, floats with the digits that tell them apart."""
    if not 0 < array.size <= MAX_ENTRIES or array.dtype.kind not in "biuf":
        return None
    if array.dtype.kind != "f":
        return repr(array.tolist())
    short = np.array([float(f"{x:.{DIGITS}g}") for x in array.reshape(-1).tolist()]).reshape(array.shape)
    return repr(short.tolist()).replace("nan", "float('nan')").replace("inf", "float('inf')")
