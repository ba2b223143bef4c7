"""What `torch.phantom` offers: the part of `torch.cuda` that device-agnostic code and torch itself ask for."""
# ruff: noqa: ARG002  # the signatures are torch.cuda's

from __future__ import annotations

import contextlib
import functools
import os
import time
import types
from collections.abc import Iterator
from typing import Any

import torch

from learnnn.worker.phantom.ledger import Ledger


class Namespace(types.ModuleType):
    """The module `torch.phantom`: one device, present in the process that enabled it and in no fork of that."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__("torch.phantom", "A phantom accelerator: CPU memory that behaves as a device.")
        self._ledger = ledger
        self._pid = 0
        self.Stream = functools.partial(Stream, ledger)
        self.Event = functools.partial(Event, ledger)

    def enable(self) -> None:
        """Be there from now on, in this process."""
        self._pid = os.getpid()

    # -- is it there? -----------------------------------------------------------------------------------------------------

    def is_available(self) -> bool:
        return True

    def is_initialized(self) -> bool:
        return True

    def _is_in_bad_fork(self) -> bool:
        return os.getpid() != self._pid

    def device_count(self) -> int:
        return 1

    def current_device(self) -> int:
        return 0

    def set_device(self, device: Any) -> None:
        self.require(device if isinstance(device, int) else torch.device(device).index)

    @contextlib.contextmanager
    def device(self, device: Any) -> Iterator[None]:
        """`with torch.phantom.device(0):`, which changes nothing: there is one device."""
        self.set_device(device)
        yield

    def require(self, index: int | None) -> None:
        """Raise what CUDA raises where `phantom:<index>` cannot be used from this process."""
        if self._is_in_bad_fork():
            raise RuntimeError(
                "Cannot re-initialize CUDA in forked subprocess. "
                "To use CUDA with multiprocessing, you must use the 'spawn' start method"
            )
        if index:
            only = f"phantom:{index} was asked for, and phantom:0 is the only one"
            raise torch.AcceleratorError(f"CUDA error: invalid device ordinal ({only})")

    def get_device_name(self, device: Any = None) -> str:
        return "Phantom accelerator"

    # -- waiting --------------------------------------------------------------------------------------------------------

    def synchronize(self, device: Any = None) -> None:
        """Wait for the device. Nothing is pending here, but on a real device the host would stand still."""
        self._ledger.record("sync", "synchronize")

    def current_stream(self, device: Any = None) -> Stream:
        return Stream(self._ledger)

    @contextlib.contextmanager
    def stream(self, stream: Any) -> Iterator[None]:
        yield

    # -- memory -----------------------------------------------------------------------------------------------------------

    def empty_cache(self) -> None:
        """There is no cache."""

    def memory_allocated(self, device: Any = None) -> int:
        return 0

    max_memory_allocated = memory_reserved = max_memory_reserved = memory_allocated

    # -- random numbers: drawn from the CPU's generator, so that results equal the CPU's ----------------------------------

    def manual_seed(self, seed: int) -> None:
        torch.default_generator.manual_seed(seed)

    manual_seed_all = manual_seed

    def get_rng_state(self, device: Any = None) -> Any:
        return torch.default_generator.get_state()

    def set_rng_state(self, state: Any, device: Any = None) -> None:
        torch.default_generator.set_state(state)

    # -- mixed precision --------------------------------------------------------------------------------------------------

    def get_amp_supported_dtype(self) -> list[Any]:
        """`torch.autocast("phantom")` asks; nothing is cast here, so everything stays as precise as it was."""
        return [torch.float16, torch.bfloat16]


class Stream:
    """A queue of work, of which there is none: everything is done when its call returns."""

    def __init__(self, ledger: Ledger, *args: Any, **kwargs: Any) -> None:
        self._ledger = ledger

    def synchronize(self) -> None:
        self._ledger.record("sync", "synchronize")

    def wait_stream(self, stream: Any) -> None: ...

    def wait_event(self, event: Any) -> None: ...

    def record_event(self, event: Event | None = None) -> Event:
        event = event or Event(self._ledger)
        event.record()
        return event

    def query(self) -> bool:
        return True


class Event(Stream):
    """A point in time in a stream."""

    def __init__(self, ledger: Ledger, *args: Any, **kwargs: Any) -> None:
        super().__init__(ledger)
        self._at_s = 0.0

    def record(self, stream: Any = None) -> None:
        self._at_s = time.perf_counter()

    def elapsed_time(self, end: Event) -> float:
        """Milliseconds from this event to `end`."""
        return (end._at_s - self._at_s) * 1e3

    def wait(self, stream: Any = None) -> None: ...
