"""What an operator's schema tells: its name, where its tensors go in, and which of its results are its own arguments."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch


@dataclass(frozen=True, slots=True)
class Schema:
    """The part of `op._schema` that kernels need, worked out once."""

    name: str  # `add.Tensor` for aten::add.Tensor
    arguments: tuple[str, ...]
    tensors: tuple[int, ...]  # places of arguments that are single tensors
    outs: frozenset[str]  # tensors the results are written to (`out=`)
    results: tuple[tuple[int, str] | None, ...]  # place and name of the argument that a result is: `add_` returns self


@functools.cache
def schema_of(op: Any) -> Schema:
    schema = op._schema  # noqa: SLF001  # torch has no public name for it
    return Schema(
        name=_name_of(schema),
        arguments=tuple(argument.name for argument in schema.arguments),
        tensors=tuple(place for place, argument in enumerate(schema.arguments) if _is_tensor(argument)),
        outs=frozenset(argument.name for argument in schema.arguments if argument.is_out and _is_tensor(argument)),
        results=tuple(_written_argument(schema.arguments, result) for result in schema.returns),
    )


def operator_named(name: str) -> Any:
    """The operator `aten::<name>`; raises AttributeError where this torch has none of that name."""
    packet, _, overload = name.partition(".")
    return getattr(getattr(torch.ops.aten, packet), overload or "default")


def _name_of(schema: Any) -> str:
    base = schema.name.partition("::")[2]
    return f"{base}.{schema.overload_name}" if schema.overload_name else base


def _is_tensor(argument: Any) -> bool:
    return str(argument.type) in ("Tensor", "Optional[Tensor]")


def _written_argument(arguments: Sequence[Any], result: Any) -> tuple[int, str] | None:
    if result.alias_info is None:
        return None
    for place, argument in enumerate(arguments):
        alias = argument.alias_info
        if alias is not None and alias.is_write and alias.before_set == result.alias_info.before_set:
            return place, argument.name
    return None
