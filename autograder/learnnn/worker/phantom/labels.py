"""One memory, two labels: a CPU tensor shown as `phantom:0`, and back.

A phantom tensor is an ordinary `torch.Tensor` over ordinary memory; only its device field says otherwise. torch has no
Python call that sets that field, so a tensor leaves through DLPack, the standard for handing arrays between libraries, has
the device in its description rewritten, and comes back in. Nothing is copied: both tensors keep the memory alive, and what
is written through one is read through the other.
"""
# ruff: noqa: SLF001  # torch has no public names for what a backend needs

from __future__ import annotations

import ctypes
from typing import Any

import torch

CPU = torch.device("cpu")
CPU_KERNELS = torch._C.DispatchKeySet(torch._C.DispatchKey.CPU)

# DLPack's device types kDLCPU and kDLExtDev; torch takes the latter for its PrivateUse1
_CPU_TYPE, _PHANTOM_TYPE = 1, 12
# a DLManagedTensor begins with {void *data; int32_t device_type; …}
_DEVICE_TYPE_OFFSET = ctypes.sizeof(ctypes.c_void_p)

_leave, _enter = torch._C._to_dlpack, torch._C._from_dlpack
_pointer_in = ctypes.pythonapi.PyCapsule_GetPointer
_pointer_in.restype, _pointer_in.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]


def as_cpu(tensor: Any) -> Any:
    """A CPU tensor over the memory of `tensor`, with its shape and strides."""
    return _relabel(tensor, _CPU_TYPE)


def as_phantom(tensor: Any) -> Any:
    """A tensor on `phantom:0` over the memory of `tensor`, with its shape and strides."""
    return _relabel(tensor, _PHANTOM_TYPE)


def _relabel(tensor: Any, device_type: int) -> Any:
    capsule = _leave(tensor)
    address = _pointer_in(capsule, b"dltensor") + _DEVICE_TYPE_OFFSET
    ctypes.c_int32.from_address(address).value = device_type
    labelled = _enter(capsule)
    if labelled.stride() == tensor.stride():
        return labelled
    return labelled.as_strided(tensor.shape, tensor.stride())  # DLPack forgets the strides of dimensions of length 1


def give_memory(tensor: Any, memory: Any) -> Any:
    """Let the phantom `tensor` show the CPU tensor `memory` from now on, whatever it showed before; returns `tensor`."""
    new = as_phantom(memory)
    set_ = torch.ops.aten.set_.source_Storage_storage_offset
    return set_.redispatch(CPU_KERNELS, tensor, new.untyped_storage(), 0, new.shape, new.stride())


class Relabel(torch.autograd.Function):  # type: ignore[misc]  # torch is untyped here
    """A change of label that gradients pass through, changing theirs back."""

    @staticmethod
    def forward(ctx: Any, tensor: Any, to_cpu: bool) -> Any:
        ctx.to_cpu = to_cpu
        return as_cpu(tensor) if to_cpu else as_phantom(tensor)

    @staticmethod
    def backward(ctx: Any, grad: Any) -> Any:
        return (as_phantom(grad) if ctx.to_cpu else as_cpu(grad)), None
