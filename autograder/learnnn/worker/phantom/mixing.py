"""What CUDA refuses when CPU tensors are mixed in, and in which words.

There are two kinds of refusal. Most operators look at each argument before they start ("… but got weight is on cpu …").
The others leave it to the code they share with the CPU ("… but found at least two devices …"). Which does which is written
in the table of operators that torch ships for its own code generator, `native_functions.yaml`. Here every phantom message
is CUDA's, with `phantom` for `cuda`; the name `wrapper_CUDA_…` is kept, since that is what people search for.
"""
# ruff: noqa: SLF001  # torch has no public names for what a backend needs

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import torch

from learnnn.worker.phantom.generators import is_of_phantom
from learnnn.worker.phantom.labels import CPU_KERNELS
from learnnn.worker.phantom.schemas import schema_of

_SAME_DEVICE = "Expected all tensors to be on the same device"
_IS_REFUSAL = re.compile("device|CPU scalars")
_IS_MISSING_KERNEL = re.compile("kernel for|DispatchStub|CUDA error")


@dataclass(frozen=True, slots=True)
class Settled:
    """The operator's own code dealt with the mix; its answer."""

    result: Any


def settle(op: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Settled | None:
    """None where every tensor is on the phantom or the mix is legal; raises what CUDA raises where it is not.

    Legal are zero-dimensional CPU tensors in elementwise operators, CPU indices into a phantom tensor, and more that only
    the operator's own code knows: that code is asked, and if it happens to compute, its answer is the one that counts.
    """
    generator = kwargs.get("generator")
    if generator is not None and not is_of_phantom(generator):
        raise RuntimeError("Expected a 'phantom' device type for generator but found 'cpu'")
    is_mixed = any(map(_holds_cpu_tensor, args)) or any(map(_holds_cpu_tensor, kwargs.values()))
    return _ask_torch(op, args, kwargs) if is_mixed else None


def _holds_cpu_tensor(value: Any) -> bool:
    if isinstance(value, torch.Tensor):
        return bool(value.is_cpu)
    return isinstance(value, (list, tuple)) and any(map(_holds_cpu_tensor, value))


def _ask_torch(op: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Settled | None:
    name = schema_of(op).name
    if name.startswith("convolution"):
        _refuse_convolution(*args[:3])
        return Settled(op._op_dk(torch._C.DispatchKey.CompositeExplicitAutograd, *args, **kwargs))
    if name.startswith("masked_fill") and args[0].device != args[1].device:
        found = f"mask on {args[1].device} and self on {args[0].device}"
        raise RuntimeError(f"expected self and mask to be on the same device, but got {found}")
    rule = _rules().get(name, _Rule(checks_arguments=True, is_structured=False))
    if rule.checks_arguments:
        _refuse_arguments(op, rule, args, kwargs)
    places = schema_of(op).tensors
    return _try_on_cpu(op, [_as_tensor(arg) if place in places else arg for place, arg in enumerate(args)], kwargs)


def _try_on_cpu(op: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Settled | None:
    """Show the true labels to the CPU's code: it refuses what it must, and stops before computing if it finds no fault."""
    try:
        return Settled(op.redispatch(CPU_KERNELS, *args, **kwargs))
    except (RuntimeError, IndexError) as error:
        if _IS_REFUSAL.search(str(error)) and not _IS_MISSING_KERNEL.search(str(error)):
            raise
    return None


def _as_tensor(value: Any) -> Any:
    return torch.tensor(value) if isinstance(value, (int, float, complex)) else value


# -- refusals, in CUDA's words ------------------------------------------------------------------------------------------


def _refuse_arguments(op: Any, rule: _Rule, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    """The check that torch generates for each CUDA operator: all tensors where the first one is, `out=` first."""
    common = None
    for name, tensor in _named_tensors(op, args, kwargs):
        common = common or tensor.device
        if tensor.device != common:
            raise RuntimeError(
                f"{_SAME_DEVICE}, but got {name} is on {tensor.device}, different from other tensors on {common} "
                f"(when checking argument in method wrapper_CUDA_{_method_of(op, rule)})"
            )


def _named_tensors(op: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    schema = schema_of(op)
    named = [*zip(schema.arguments, args, strict=False), *kwargs.items()]
    for name, value in sorted(named, key=lambda pair: pair[0] not in schema.outs):
        for tensor in value if isinstance(value, (list, tuple)) else [value]:
            if isinstance(tensor, torch.Tensor):
                yield name, tensor


def _method_of(op: Any, rule: _Rule) -> str:
    base, _, overload = schema_of(op).name.partition(".")
    if not rule.is_structured:
        return f"{overload}_{base}"
    return "_".join(filter(None, [base, "out" if schema_of(op).outs else "", overload]))


def _refuse_convolution(x: Any, weight: Any, bias: Any) -> None:
    or_mkldnn = " or input should be a MKLDNN tensor and weight is a dense tensor" if x.is_cpu else ""
    for what, tensor in (("weight", weight), ("bias", bias)):
        if tensor is not None and tensor.is_cpu != x.is_cpu:
            types = f"Input type ({x.type()}) and {what} type ({tensor.type()})"
            raise RuntimeError(f"{types} should be the same{or_mkldnn}")


# -- torch's own table of operators -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rule:
    checks_arguments: bool  # before it starts, one by one
    is_structured: bool  # which decides how the generated function is called


@functools.cache
def _rules() -> dict[str, _Rule]:
    """How each operator checks its arguments, by name (`add.Tensor`)."""
    table = resources.files("torchgen") / "packaged/ATen/native/native_functions.yaml"
    entries = re.split(r"(?m)^- func: ", table.read_text(encoding="utf-8"))[1:]
    return {entry[: entry.index("(")]: _rule(entry) for entry in entries}


def _rule(entry: str) -> _Rule:
    return _Rule(
        checks_arguments="device_check: NoCheck" not in entry,
        is_structured="structured: True" in entry or "structured_delegate" in entry,
    )
