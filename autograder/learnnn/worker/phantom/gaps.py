"""What torch leaves out for a device made in Python, filled in from Python."""
# ruff: noqa: SLF001  # torch has no public names for what a backend needs

from __future__ import annotations

from typing import Any

import torch
from torch.optim import optimizer
from torch.utils import _foreach_utils

from learnnn.worker.phantom.generators import Generator
from learnnn.worker.phantom.ledger import Ledger
from learnnn.worker.phantom.namespace import Namespace


def fill(ledger: Ledger, namespace: Namespace) -> None:
    """Patch torch, for the life of the process. Plain CPU code keeps its results."""
    _make_storages()
    torch.Generator = Generator
    _print_in_one_go(ledger)
    _step_one_tensor_at_a_time()
    for name in ("synchronize", "empty_cache", "memory_allocated", "max_memory_allocated"):
        setattr(torch.accelerator, name, getattr(namespace, name))
    torch._C._set_multithreading_enabled(False)  # backward() stays in the thread that has the user's line on its stack


def _make_storages() -> None:
    """`copy.deepcopy` and `torch.load` ask for bare memory; torch has no allocator for the phantom and would crash."""
    make = torch.UntypedStorage.__new__

    def new(cls: Any, *args: Any, device: Any = None, **kwargs: Any) -> Any:
        if device is not None and torch.device(device).type == "phantom":
            return torch.empty(args[0], dtype=torch.uint8, device=device).untyped_storage()
        return make(cls, *args, **kwargs) if device is None else make(cls, *args, device=device, **kwargs)

    torch.UntypedStorage.__new__ = staticmethod(new)


def _print_in_one_go(ledger: Ledger) -> None:
    """Formatting a tensor reads it many times; one print is one wait."""
    write = torch._tensor_str._str

    def write_once(tensor: Any, **kwargs: Any) -> Any:
        if tensor.device.type != "phantom":
            return write(tensor, **kwargs)
        with ledger.as_one("sync", "print"):
            return write(tensor, **kwargs)

    torch._tensor_str._str = write_once


def _step_one_tensor_at_a_time() -> None:
    """Optimizers and gradient clipping use fused loops on devices, which round otherwise than the CPU's loops."""
    for module in (optimizer, _foreach_utils):
        module._get_foreach_kernels_supported_devices = list
