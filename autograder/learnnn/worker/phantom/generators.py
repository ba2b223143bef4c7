"""`torch.Generator("phantom")`: a CPU generator that says it is the phantom's, so that it draws what the CPU would."""
# ruff: noqa: SLF001  # torch has no public names for what a backend needs

from __future__ import annotations

from typing import Any, ClassVar
from weakref import WeakValueDictionary

import torch


class _AnyGenerator(type(torch._C.Generator)):  # type: ignore[misc]  # torch is untyped here
    """Generators that torch makes itself, or that were made before, are instances too."""

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, torch._C.Generator)


class Generator(torch._C.Generator, metaclass=_AnyGenerator):  # type: ignore[misc]
    """Stands in for `torch.Generator`, with which it is one for every device but the phantom."""

    # A kernel gets the generator in another Python object: only the address of what is inside tells whose it is.
    _of_phantom: ClassVar[WeakValueDictionary[int, Generator]] = WeakValueDictionary()

    def __new__(cls, device: Any = "cpu") -> Any:
        if torch.device(device).type not in ("cpu", "phantom"):
            return torch._C.Generator(device)
        self = torch._C.Generator.__new__(cls)
        if torch.device(device).type == "phantom":
            cls._of_phantom[self._cdata] = self
        return self

    @property
    def device(self) -> Any:
        return torch.device("phantom", 0) if is_of_phantom(self) else torch.device("cpu")


def is_of_phantom(generator: Any) -> bool:
    return generator._cdata in Generator._of_phantom
