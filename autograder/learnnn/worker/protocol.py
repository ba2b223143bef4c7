"""The values that judge and worker exchange, and how they are written down. Nothing is pickled, nothing evaluated.

A message (see `learnnn.worker.channel`) is a small JSON header with raw buffers beside it. In a header, `null`, booleans,
numbers, strings and lists stand for themselves. Anything else is an object whose `t` names its kind: `tuple`, `dict`, `bytes`,
`complex`, `scalar` (of NumPy), `array`, `tensor`, and those only one side can make sense of: `handle`, `method`, `callback`,
`rng`, `device`. A buffer may be quoted once, so that a short message cannot unfold into a long one. The decoder accepts exactly
this and raises `ProtocolError` on everything else.

Both sides import this module: it needs the standard library and NumPy only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from learnnn.core.tensor import Tensor
from learnnn.worker.channel import MAX_BUFFERS, Buffers, Node, ProtocolError, Unsendable

MAX_DEPTH = 32
MAX_AXES = 8  # of an array: one of many short axes takes for ever to be shown, since none of them is long
MAX_KEYS = 4096  # of one dict: keys made to collide take quadratic time to insert
DTYPES = frozenset(["|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8", "<f2", "<f4", "<f8", "<c8", "<c16"])
TENSOR_DTYPES = {
    "bool": "|b1", "uint8": "|u1", "int8": "|i1", "int16": "<i2", "int32": "<i4", "int64": "<i8",
    "float16": "<f2", "bfloat16": "<u2", "float32": "<f4", "float64": "<f8", "complex64": "<c8", "complex128": "<c16",
}  # fmt: skip


class Encoder:
    """Turns values into nodes and collects the buffers beside them.

    `other` is asked for the node of every value that is not plain; it raises `Unsendable` where there is none.
    """

    def __init__(self, other: Callable[[Any, Encoder], Node]) -> None:
        self.buffers: list[bytes | memoryview] = []
        self.arrays: list[int] = []  # the buffers that are those of NumPy's arrays
        self._other = other

    def encode(self, value: Any, depth: int = 0) -> Node:
        if depth > MAX_DEPTH:
            raise Unsendable(f"the answer is nested deeper than {MAX_DEPTH} levels")
        kind = type(value)  # exact types: a subclass may behave as it likes, so it is not plain
        if value is None or kind in (bool, float, str):
            return value
        if kind is int:
            return _checked_int(value)
        if kind is np.str_:  # what indexing an array of texts gives
            return str(value)
        if kind is list:
            return [self.encode(item, depth + 1) for item in value]
        if kind is tuple:
            return {"t": "tuple", "v": [self.encode(item, depth + 1) for item in value]}
        if kind is dict:
            if len(value) > MAX_KEYS:
                raise Unsendable(f"the answer holds a dict of more than {MAX_KEYS:,} entries")
            pairs = [[self.encode(k, depth + 1), self.encode(v, depth + 1)] for k, v in value.items()]
            return {"t": "dict", "v": pairs}
        if kind is bytes:
            return {"t": "bytes", "b": self._buffer(value)}
        if kind is complex:
            return {"t": "complex", "v": [value.real, value.imag]}
        if kind is np.ndarray and _wire_dtype(value.dtype) is not None:
            return self._array(value)
        if issubclass(kind, np.generic) and kind is value.dtype.type and _wire_dtype(value.dtype) is not None:
            raw = np.asarray(value).astype(_wire_dtype(value.dtype)).tobytes()
            return {"t": "scalar", "d": _wire_dtype(value.dtype), "x": raw.hex()}
        return self._other(value, self)

    def tensor(self, array: np.ndarray[Any, Any], *, dtype: str, device: str, requires_grad: bool) -> Node:
        if dtype not in TENSOR_DTYPES:
            raise Unsendable(f"tensors of dtype {dtype} cannot be judged")
        if dtype == "bfloat16" and array.dtype.kind == "f":  # it was widened for the judge: back to its 16 bits
            array = np.asarray(array, np.float32).view(np.uint32) >> 16
        data = np.ascontiguousarray(array, dtype=TENSOR_DTYPES[dtype])
        return {"t": "tensor", "d": dtype, "s": _shape(array), "b": self._raw(data), "w": device, "g": requires_grad}

    def _array(self, array: np.ndarray[Any, Any]) -> Node:
        layout = "C" if array.flags.c_contiguous else "F" if array.flags.f_contiguous else "S"
        data = _laid_out(array.astype(_wire_dtype(array.dtype), order="K", copy=False), layout)
        node = {"t": "array", "d": data.dtype.str, "s": _shape(array), "b": self._raw(data)}
        self.arrays.append(node["b"])
        if layout != "C":
            node["l"] = layout
        if not array.flags.writeable:
            node["r"] = True
        return node

    def _raw(self, data: np.ndarray[Any, Any]) -> int:
        return self._buffer(data.reshape(-1).view(np.uint8).data if data.size else b"")

    def _buffer(self, data: bytes | memoryview) -> int:
        if len(self.buffers) >= MAX_BUFFERS:
            raise Unsendable(f"the answer holds more than {MAX_BUFFERS} arrays")
        self.buffers.append(data)
        return len(self.buffers) - 1


class Decoder:
    """Turns nodes back into values, trusting nothing. `special` has a function for each one-sided kind it accepts."""

    def __init__(self, buffers: Buffers, special: dict[str, Callable[[dict[str, Node], Decoder], Any]]) -> None:
        self._buffers: list[bytes | bytearray | memoryview | None] = list(buffers)
        self._special = special
        self.arrays: list[np.ndarray[Any, Any]] = []  # those made so far, in the order of the message

    def decode(self, node: Node, depth: int = 0) -> Any:
        if depth > MAX_DEPTH:
            raise ProtocolError("nested too deep")
        if node is None or type(node) in (bool, int, float, str):
            return node
        if type(node) is list:
            return [self.decode(item, depth + 1) for item in node]
        if type(node) is not dict:
            raise ProtocolError("not a node")
        match node:
            case {"t": "tuple", "v": list(items)}:
                return tuple(self.decode(item, depth + 1) for item in items)
            case {"t": "dict", "v": list(pairs)}:
                return self._dict(pairs, depth)
            case {"t": "bytes", "b": index}:
                return bytes(self._take(index))
            case {"t": "complex", "v": [re, im]} if _is_number(re) and _is_number(im):
                return _complex(re, im)
            case {"t": "scalar", "d": str(dtype), "x": str(text)} if dtype in DTYPES:
                return self._scalar(dtype, text)
            case {"t": "array", "d": str(dtype), "s": list(shape), "b": index} if dtype in DTYPES:
                array = self._array(dtype, shape, index, node.get("l"))
                if node.get("r"):
                    array.setflags(write=False)
                elif not array.flags.writeable:
                    array = array.copy("K")
                self.arrays.append(array)
                return array
            case {"t": str(kind)} if kind in self._special:
                return self._special[kind](node, self)
        raise ProtocolError("a node of unknown kind")

    def tensor(self, node: Node) -> Tensor:
        match node:
            case {"d": str(dtype), "s": list(shape), "b": index, "w": str(device), "g": bool(grad)} if (
                dtype in TENSOR_DTYPES
            ):
                array = self._numbers(TENSOR_DTYPES[dtype], shape, index)
                return Tensor(array, dtype, device[:40], grad)
        raise ProtocolError("a malformed tensor")

    def _dict(self, pairs: list[Node], depth: int) -> dict[Any, Any]:
        if len(pairs) > MAX_KEYS:
            raise ProtocolError("a dict of too many entries")
        result: dict[Any, Any] = {}
        for pair in pairs:
            if type(pair) is not list or len(pair) != 2:
                raise ProtocolError("a malformed dict")
            key, value = self.decode(pair[0], depth + 1), self.decode(pair[1], depth + 1)
            try:
                result[key] = value
            except TypeError:
                raise ProtocolError("a dict key that cannot be hashed") from None
        return result

    def _scalar(self, dtype: str, text: str) -> np.generic:
        try:
            raw = bytes.fromhex(text)
        except ValueError:
            raise ProtocolError("a malformed scalar") from None
        if len(raw) != np.dtype(dtype).itemsize:
            raise ProtocolError("a scalar of the wrong size")
        scalar: np.generic = _from_bytes(raw, dtype)[0]
        return scalar

    def _array(self, dtype: str, shape: list[Node], index: Node, layout: Node) -> np.ndarray[Any, Any]:
        """The numbers as they lie in the buffer, in the sender's order: writing into the one is writing into the other."""
        if layout == "F":
            return self._numbers(dtype, shape[::-1], index).T
        if layout == "S" and shape and type(shape[-1]) is int:
            return self._numbers(dtype, [*shape[:-1], 2 * shape[-1]], index)[..., ::2]
        return self._numbers(dtype, shape, index)

    def _numbers(self, dtype: str, shape: list[Node], index: Node) -> np.ndarray[Any, Any]:
        if len(shape) > MAX_AXES or not all(type(n) is int and 0 <= n < 1 << 40 for n in shape):
            raise ProtocolError("a malformed shape")
        raw = self._take(index)
        count = 1
        for n in shape:
            count *= n
        if count * np.dtype(dtype).itemsize != len(raw):
            raise ProtocolError("an array whose bytes do not fit its shape")
        try:
            return _from_bytes(raw, dtype).reshape(shape)
        except ValueError:  # an empty array may still be of an impossible shape
            raise ProtocolError("a malformed shape") from None

    def _take(self, index: Node) -> bytes | bytearray | memoryview:
        if type(index) is not int or not 0 <= index < len(self._buffers):
            raise ProtocolError("a buffer that is not there")
        data, self._buffers[index] = self._buffers[index], None
        if data is None:
            raise ProtocolError("a buffer quoted twice")
        return data


def objects_in(node: Node) -> list[int]:
    """The numbers of all objects that a node speaks of, however deep it is nested."""
    found: list[int] = []
    waiting = [node]
    while waiting:
        match waiting.pop():
            case {"t": "handle", "i": int(number)}:
                found.append(number)
            case dict() as parts:
                waiting += parts.values()
            case list() as parts:
                waiting += parts
    return found


def _from_bytes(raw: bytes | bytearray | memoryview, dtype: str) -> np.ndarray[Any, Any]:
    """The numbers in these bytes, which stay where they are; a boolean is one byte, and any but 0 is true."""
    if dtype != "|b1":
        return np.frombuffer(raw, dtype)
    numbers = np.frombuffer(raw, np.uint8)
    if not numbers.flags.writeable:
        return np.asarray(numbers != 0)
    np.not_equal(numbers, 0, out=numbers.view(np.bool_))
    return numbers.view(np.bool_)


def _complex(re: float, im: float) -> complex:
    try:
        return complex(re, im)
    except OverflowError:  # an integer beyond the range of floats
        raise ProtocolError("a malformed complex number") from None


def _wire_dtype(dtype: np.dtype[Any]) -> str | None:
    """The little-endian name under which an array of this dtype travels, or None if it does not."""
    name = dtype.newbyteorder("<").str if dtype.itemsize > 1 else dtype.str
    return name if name in DTYPES else None


def _shape(array: np.ndarray[Any, Any]) -> list[int]:
    if array.ndim > MAX_AXES:
        raise Unsendable(f"the answer holds an array of more than {MAX_AXES} axes")
    return list(array.shape)


def _checked_int(value: int) -> int:
    if value.bit_length() > 10_000:  # text of long integers takes quadratic time to read
        raise Unsendable("the answer is an integer of more than 10,000 bits")
    return value


def _laid_out(array: np.ndarray[Any, Any], layout: str) -> np.ndarray[Any, Any]:
    """An array whose bytes, one after another, lie as those of `array` do: in order, by columns first, or with gaps."""
    if layout == "F":
        return array.T
    if layout == "S":
        spread = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
        spread[..., ::2] = array
        return spread
    return np.ascontiguousarray(array)


def _is_number(node: Node) -> bool:
    return type(node) in (int, float)
