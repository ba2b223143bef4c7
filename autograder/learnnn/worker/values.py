"""Values as they cross from a guest: what torch, NumPy and exceptions come to in plain data, and back."""

from __future__ import annotations

import contextlib
import importlib
import traceback
import zlib
from collections.abc import Container, Sequence
from typing import Any, Self

import numpy as np

from learnnn.core.tensor import Tensor
from learnnn.worker.channel import Node
from learnnn.worker.protocol import Encoder

MAX_FRAMES = 12
MAX_TEXT = 2000


def tensor_node(torch: Any, tensor: Any, encoder: Encoder) -> Node:
    """A torch tensor, to be sent."""
    host = tensor.detach().cpu()
    if host.dtype == torch.bfloat16:
        host = host.view(torch.int16)
    name = str(tensor.dtype).removeprefix("torch.")
    device, grad = str(tensor.device), bool(tensor.requires_grad)
    return encoder.tensor(host.contiguous().numpy(), dtype=name, device=device, requires_grad=grad)


def torch_tensor(value: Tensor) -> Any:
    """A tensor that was sent, as torch's."""
    torch = importlib.import_module("torch")
    tensor = torch.from_numpy(value.array.copy())
    if value.dtype == "bfloat16":
        tensor = tensor.view(torch.bfloat16)
    return tensor.to(value.device).requires_grad_(value.requires_grad)


def generator(state: dict[str, Any]) -> np.random.Generator:
    """A random generator in this state."""
    bits = getattr(np.random, state["bit_generator"])(0)  # a seed, so that what it spawns repeats as well
    bits.state = state
    return np.random.Generator(bits)


class Watched:
    """Tells which of some arrays were changed while it was entered."""

    def __init__(self, arrays: Sequence[np.ndarray[Any, Any]]) -> None:
        self.changed: list[int] = []
        self._arrays = arrays

    def __enter__(self) -> Self:
        self._before = [_checksum(array) for array in self._arrays]
        return self

    def __exit__(self, *_: object) -> None:
        self.changed = [i for i, array in enumerate(self._arrays) if _checksum(array) != self._before[i]]


def _checksum(array: np.ndarray[Any, Any]) -> int:
    """A number that changes with the array's content."""
    return zlib.crc32(np.ascontiguousarray(array).reshape(-1).view(np.uint8).data) if array.size else 0


def described(error: BaseException, files: Container[str]) -> dict[str, Node]:
    """The exception as plain text: the frames in these files, newest last, never ours."""
    frames = [
        [frame.filename, frame.lineno or 0, frame.name, (frame.line or "")[:200]]
        for frame in _stack_of(error)
        if frame.filename in files
    ]
    bases = [shortened(base.__name__, 80) for base in type(error).__mro__[:20]]
    return {
        "type": shortened(type(error).__name__, 80),
        "bases": bases,
        "message": shortened(error, MAX_TEXT),
        "frames": frames[-MAX_FRAMES:],
    }


def _stack_of(error: BaseException) -> list[traceback.FrameSummary]:
    if isinstance(error, SyntaxError) and error.filename:
        last = traceback.FrameSummary(error.filename, error.lineno or 0, "<module>", line=(error.text or "").strip())
        return [last]
    with contextlib.suppress(BaseException):
        return list(traceback.extract_tb(error.__traceback__))
    return []


def type_name(value: Any) -> str:
    """What the judge calls an object by."""
    if type(value) is np.ndarray:
        return shortened(f"ndarray of dtype {value.dtype}", 80)
    return shortened(type(value).__name__, 80)


def shortened(value: Any, limit: int) -> str:
    """The value as text of at most so many characters, whatever its own idea of that does."""
    try:
        return str(value)[:limit]
    except BaseException:  # an exception's __str__ is the student's code  # noqa: BLE001  # theirs may raise anything
        return "(its text cannot be shown)"
