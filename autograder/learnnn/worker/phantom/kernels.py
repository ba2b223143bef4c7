"""Every operator on a phantom tensor: take the labels off, run the CPU's kernel, put the labels back on.

So results equal the CPU's bit for bit. What has only CPU tensors among its arguments never comes here and costs nothing.
"""
# ruff: noqa: SLF001  # torch has no public names for what a backend needs

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import torch

from learnnn.worker.phantom.labels import CPU, CPU_KERNELS, Relabel, as_cpu, as_phantom, give_memory
from learnnn.worker.phantom.ledger import Ledger
from learnnn.worker.phantom.mixing import settle
from learnnn.worker.phantom.namespace import Namespace
from learnnn.worker.phantom.schemas import Schema, operator_named, schema_of

PHANTOM_KEY, AUTOGRAD_KEY, AUTOCAST_KEY = "PrivateUse1", "AutogradPrivateUse1", "AutocastPrivateUse1"
Kernel = Callable[..., Any]

# the host waits for their values (or for a size that depends on them)
_WAITING = {
    "nonzero", "masked_select", "_unique2", "unique_dim", "unique_consecutive", "equal", "bincount", "multinomial",
    "repeat_interleave.Tensor", "_local_scalar_dense",
}  # fmt: skip

_INDEXING = {"index.Tensor", "_index_put_impl_"}

# pure metadata: the CPU's code runs on phantom tensors as they are, and keeps views views
_VIEWS = (
    "as_strided", "view", "_reshape_alias", "unfold", "view_as_real", "view_as_complex",
    "set_", "set_.source_Tensor", "set_.source_Storage", "set_.source_Storage_storage_offset",
)  # fmt: skip

# made of other operators, chosen by device: run whole, backward pass too, so that the CPU's choice is taken
_WHOLE = (
    "dropout", "feature_dropout", "alpha_dropout", "feature_alpha_dropout",
    "lstm.input", "lstm.data", "lstm_cell", "gru.input", "gru.data", "gru_cell",
    "rnn_tanh.input", "rnn_tanh.data", "rnn_tanh_cell", "rnn_relu.input", "rnn_relu.data", "rnn_relu_cell",
    "scaled_dot_product_attention", "ctc_loss.IntList", "ctc_loss.Tensor",
)  # fmt: skip


class Kernels:
    """The phantom's kernels, and where torch is to call which."""

    def __init__(self, ledger: Ledger, namespace: Namespace) -> None:
        self._ledger, self._namespace = ledger, namespace
        self._libraries: list[Any] = []  # a registration lasts as long as its library

    def install(self) -> None:
        """Register all kernels of the device with torch, for the life of the process."""
        everything = torch.library.Library("_", "IMPL")
        self._libraries.append(everything)
        everything.fallback(self.run, PHANTOM_KEY)
        everything.fallback(torch.library.fallthrough_kernel, AUTOCAST_KEY)
        self._register(self._registrations())

    def pin_for_the_phantom(self) -> None:
        """Pinned memory of the host's is the device's business: these two change what a CPU tensor says."""
        self._register([("CPU", "_pin_memory", pin_memory), ("CPU", "is_pinned", is_pinned)])

    def _register(self, registrations: Iterable[tuple[str, str, Kernel]]) -> None:
        aten = torch.library.Library("aten", "IMPL")
        self._libraries.append(aten)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that kernels are overridden is the point
            for key, name, kernel in registrations:
                aten.impl(name, kernel, key)

    def _registrations(self) -> Iterator[tuple[str, str, Kernel]]:
        for name in _cpu_does_better():
            yield PHANTOM_KEY, name, functools.partial(self.run, operator_named(name))
        for name in _VIEWS:
            yield PHANTOM_KEY, name, functools.partial(operator_named(name).redispatch, CPU_KERNELS)
        for name in _WHOLE:
            for key in (PHANTOM_KEY, AUTOGRAD_KEY):
                yield key, name, functools.partial(run_whole, operator_named(name))
        for key in (PHANTOM_KEY, AUTOGRAD_KEY):
            yield key, "_has_compatible_shallow_copy_type", _can_take_data_of
        yield PHANTOM_KEY, "empty.memory_format", self.empty
        yield PHANTOM_KEY, "empty_strided", self.empty_strided
        yield PHANTOM_KEY, "copy_", self.copy_
        yield PHANTOM_KEY, "_to_copy", to_copy
        yield PHANTOM_KEY, "resize_", resize_

    # -- computing --------------------------------------------------------------------------------------------------------

    def run(self, op: Any, *args: Any, **kwargs: Any) -> Any:
        """What `op` gives on the CPU, labelled; refuses the mixes of devices that CUDA refuses."""
        settled = settle(op, args, kwargs)
        if settled is not None:
            return settled.result
        schema = schema_of(op)
        self._note(schema, args)
        outs = {name: _room_for_result(kwargs[name]) for name in schema.outs}
        cpu_kwargs = {name: _on_cpu(value) for name, value in kwargs.items()} | outs
        result = _callable(op, schema, args)(*map(_on_cpu, args), **cpu_kwargs)
        for name, out in outs.items():
            if out.numel() != kwargs[name].numel():
                give_memory(kwargs[name], out)
        return _labelled(result, schema, args, kwargs)

    def _note(self, schema: Schema, args: Sequence[Any]) -> None:
        if schema.name in _WAITING:
            self._ledger.record("sync", schema.name)
        if schema.name in _INDEXING:
            is_fill = len(args) > 2 and args[2].numel() == 1  # `x[mask] = 0` needs no positions
            for index in args[1]:
                if isinstance(index, torch.Tensor) and index.is_cpu:
                    self._ledger.record("h2d", schema.name)
                elif isinstance(index, torch.Tensor) and index.dtype in (torch.bool, torch.uint8) and not is_fill:
                    self._ledger.record("sync", schema.name)  # how many entries are selected decides the shape

    # -- making and moving ------------------------------------------------------------------------------------------------

    def empty(self, size: Any, *, device: Any = None, dtype: Any = None, memory_format: Any = None, **_: Any) -> Any:
        """Memory for a new tensor; layout and pinning say nothing here."""
        self._namespace.require(device.index if device is not None else None)
        memory_format = memory_format or torch.contiguous_format
        return as_phantom(torch.empty(size, dtype=dtype, device=CPU, memory_format=memory_format))

    def empty_strided(self, size: Any, stride: Any, *, device: Any = None, dtype: Any = None, **_: Any) -> Any:
        """The same with strides given."""
        self._namespace.require(device.index if device is not None else None)
        return as_phantom(torch.empty_strided(size, stride, dtype=dtype, device=CPU))

    def copy_(self, target: Any, source: Any, *_: Any) -> Any:
        """The one way over the border between host and device, always blocking."""
        self._namespace.require(None)
        if target.is_cpu != source.is_cpu:
            self._ledger.record("d2h" if target.is_cpu else "h2d", "copy_")
        _on_cpu(target).copy_(_on_cpu(source))
        return target


def to_copy(tensor: Any, **options: Any) -> Any:
    """`tensor.to(...)`, blocking: to copy to the host in passing, torch would look for pinned memory, which is not there."""
    composite = torch._C.DispatchKey.CompositeExplicitAutograd
    return operator_named("_to_copy")._op_dk(composite, tensor, **options | {"non_blocking": False})


def resize_(tensor: Any, size: Any, *, memory_format: Any = None) -> Any:
    """Resize in place, keeping the first entries in memory order."""
    new = torch.empty(size, dtype=tensor.dtype, memory_format=memory_format or torch.contiguous_format)
    kept = min(tensor.numel(), new.numel())
    new.view(-1)[:kept] = as_cpu(tensor).reshape(-1)[:kept]
    return give_memory(tensor, new)


def pin_memory(tensor: Any, *_: Any) -> Any:
    """A copy that says it is pinned. Python keeps what it is told about a tensor as long as the tensor lives."""
    pinned = tensor.clone()
    pinned._is_pinned_for_phantom = True
    return pinned


def is_pinned(tensor: Any, *_: Any) -> bool:
    return getattr(tensor, "_is_pinned_for_phantom", False)


def _can_take_data_of(tensor: Any, other: Any) -> bool:
    """Whether `tensor.data = other` is legal: between devices, as on CUDA, so that `model.to` keeps its parameters."""
    return bool(tensor.layout == other.layout == torch.strided)


def run_whole(op: Any, *args: Any, **kwargs: Any) -> Any:
    """Run a composite operator as the CPU would, with gradients going through the change of labels."""
    if any(arg.is_cpu and arg.is_floating_point() for arg in _tensors_in((*args, *kwargs.values()))):
        composite = torch._C.DispatchKey.CompositeImplicitAutograd
        return op._op_dk(composite, *args, **kwargs)  # it refuses the mix in its own words
    cpu_kwargs = {name: _relabelled(arg, to_cpu=True) for name, arg in kwargs.items()}
    result = op(*(_relabelled(arg, to_cpu=True) for arg in args), **cpu_kwargs)
    return _relabelled(result, to_cpu=False)


# -- small pieces -------------------------------------------------------------------------------------------------------


def _callable(op: Any, schema: Schema, args: Sequence[Any]) -> Any:
    """`op`, or all operators of its name where a number takes a tensor's place: one of them takes numbers.

    (`x % 4` calls `remainder.Tensor` with the number as a tensor, which torch unwraps on the way into Python.)
    """
    has_number = any(place < len(args) and isinstance(args[place], (int, float, complex)) for place in schema.tensors)
    return op.overloadpacket if has_number else op


def _room_for_result(out: Any) -> Any:
    """Where to write a result meant for `out`: a tensor that may yet be given a size, which a label may not."""
    return as_cpu(out) if out.numel() else torch.empty(0, dtype=out.dtype)


def _labelled(result: Any, schema: Schema, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    """`result` on the phantom; a result that is an argument is that very argument."""
    if isinstance(result, list) and len(schema.results) == 1:
        return [as_phantom(tensor) for tensor in result]
    if isinstance(result, (list, tuple)):
        return tuple(_label_one(*pair, args, kwargs) for pair in zip(result, schema.results, strict=True))
    return _label_one(result, schema.results[0], args, kwargs) if schema.results else None


def _label_one(value: Any, written: tuple[int, str] | None, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    if written is not None:
        place, name = written
        return args[place] if place < len(args) else kwargs[name]
    return as_phantom(value) if isinstance(value, torch.Tensor) else value


def _on_cpu(value: Any) -> Any:
    """`value` with every label in it taken off."""
    if isinstance(value, torch.Tensor):
        return value if value.is_cpu else as_cpu(value)
    if isinstance(value, (list, tuple)):
        return [_on_cpu(entry) for entry in value]
    return CPU if isinstance(value, torch.device) else value


def _relabelled(value: Any, *, to_cpu: bool) -> Any:
    if isinstance(value, (list, tuple)):
        return type(value)(_relabelled(entry, to_cpu=to_cpu) for entry in value)
    return Relabel.apply(value, to_cpu) if isinstance(value, torch.Tensor) and value.is_cpu != to_cpu else value


def _tensors_in(values: Sequence[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, torch.Tensor):
            yield value
        elif isinstance(value, (list, tuple)):
            yield from _tensors_in(value)


def _cpu_does_better() -> list[str]:
    """Operators with a kernel for the CPU and a general one: torch would take the general one, with other roundings."""
    registered = {
        key: set(torch._C._dispatch_get_registrations_for_dispatch_key(key))
        for key in ("CPU", "CompositeExplicitAutograd", "CompositeExplicitAutogradNonFunctional")
    }
    general = registered["CompositeExplicitAutograd"] | registered["CompositeExplicitAutogradNonFunctional"]
    both = [name.removeprefix("aten::") for name in registered["CPU"] & general if name.startswith("aten::")]
    return [*sorted(both), "convolution", "convolution_backward"]
