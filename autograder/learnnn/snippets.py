"""A failing check's calls as lines a student can paste into Python."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from learnnn.conversation import Exchange, Handle, Method
from learnnn.tensor import Tensor

MAX_LINES = 8
MAX_ENTRIES = 40  # of an array that is written out


def snippet(slug: str, record: Sequence[Exchange]) -> str:
    """The calls up to the failure, or an empty string where they cannot be written down in a few lines."""
    lines = [_line(exchange) for exchange in record if exchange.is_call]
    if not lines or len(lines) > MAX_LINES or any(line is None for line in lines):
        return ""
    body = "\n".join(line for line in lines if line)
    imports = [f"from {slug} import *"]
    if "stage." in body:
        imports.append(f"import stage_{slug} as stage")
    if "np." in body:
        imports.insert(0, "import numpy as np")
    if "torch." in body:
        imports.insert(0, "import torch")
    return "\n".join([*imports, "", body])


def _line(exchange: Exchange) -> str | None:
    args = [_literal(arg) for arg in exchange.args]
    kwargs = {name: _literal(value) for name, value in exchange.kwargs.items()}
    if any(text is None for text in (*args, *kwargs.values())):
        return None
    written = ", ".join([*map(str, args), *(f"{name}={text}" for name, text in kwargs.items())])
    call = f"{exchange.expression}({written})"
    return f"{exchange.answer._expression} = {call}" if isinstance(exchange.answer, Handle) else call


def _literal(value: Any) -> str | None:
    """The value as Python text; None where that would be long or impossible."""
    match value:
        case None | bool() | int() | float() | str():
            return repr(value)
        case Handle() | Method():
            return str(value._expression)
        case np.random.Generator():
            return "np.random.default_rng(0)"
        case Tensor():
            numbers = _array(value.array)
            return f"torch.tensor({numbers})" if numbers else None
        case np.ndarray():
            numbers = _array(value)
            return f"np.array({numbers})" if numbers else None
        case np.generic():
            return repr(value.item())
        case list() | tuple():
            items = [_literal(item) for item in value]
            if len(items) > MAX_ENTRIES or any(text is None for text in items):
                return None
            inside = ", ".join(map(str, items))
            return f"[{inside}]" if isinstance(value, list) else f"({inside}{',' if len(items) == 1 else ''})"
    return None


def _array(array: np.ndarray[Any, Any]) -> str | None:
    if not 0 < array.size <= MAX_ENTRIES or array.dtype.kind not in "biuf":
        return None
    return repr(np.round(array, 6).tolist()) if array.dtype.kind == "f" else repr(array.tolist())
