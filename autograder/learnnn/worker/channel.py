"""Messages over a pair of file descriptors: a small JSON header, then raw buffers (the bytes of arrays).

    >II   length of the header, number of buffers
    >Q…   length of each buffer
    …     the header, then the buffers

Both sides import this module; it needs the standard library only, so that a worker can be started before NumPy is there.
"""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

MAX_HEADER = 1 << 20
MAX_BUFFERS = 4096
AT_ONCE = 1 << 16  # bytes of a message that is written in one piece: every write may wake the other side

Node = Any  # what a JSON header holds
Buffers = Sequence[bytes | bytearray | memoryview]


class ProtocolError(Exception):
    """A message that breaks the rules above: oversized, malformed, nested too deep."""


class Unsendable(Exception):  # noqa: N818  # it speaks of the value
    """A value that cannot be put into a message; says why in a student's words."""


@dataclass(frozen=True, slots=True)
class Message:
    header: dict[str, Node]
    buffers: Buffers = ()


class Channel:
    """Frames over a pair of file descriptors (which may be one and the same socket)."""

    def __init__(self, read_fd: int, write_fd: int) -> None:
        self._reader = io.BufferedReader(io.FileIO(read_fd, "rb", closefd=False))
        self._writer = io.FileIO(write_fd, "wb", closefd=False)

    def send(self, message: Message, max_bytes: int | None = None) -> None:
        header = encode_header(message.header)
        sizes = [len(b) for b in message.buffers]
        if len(header) > MAX_HEADER:
            raise Unsendable("the answer has too many parts; return an array instead of nested lists")
        if max_bytes is not None and sum(sizes) > max_bytes:
            raise Unsendable(f"the answer is larger than {max_bytes >> 20} MB")
        start = struct.pack(f">II{len(sizes)}Q", len(header), len(sizes), *sizes) + header
        if sum(sizes) <= AT_ONCE:
            self._write(b"".join([start, *message.buffers]))
            return
        for data in (start, *message.buffers):
            self._write(data)

    def receive(self, max_bytes: int | None = None, parse: Callable[[bytes], dict[str, Node]] | None = None) -> Message:
        """The next message. Raises EOFError when the other side is gone, ProtocolError on a bad frame."""
        length, count = struct.unpack(">II", self._read(8))
        if length > MAX_HEADER or count > MAX_BUFFERS:
            raise ProtocolError("an oversized header")
        sizes = struct.unpack(f">{count}Q", self._read(8 * count))
        if max_bytes is not None and sum(sizes) > max_bytes:
            raise ProtocolError(f"an answer larger than {max_bytes >> 20} MB")
        raw = self._read(length)
        return Message((parse or parse_header)(bytes(raw)), [self._read(size) for size in sizes])

    def _write(self, data: bytes | bytearray | memoryview) -> None:
        view = memoryview(data)
        while view:
            view = view[self._writer.write(view) or 0 :]

    def _read(self, size: int) -> bytearray:
        data = bytearray(size)
        view, filled = memoryview(data), 0
        while filled < size:
            got = self._reader.readinto(view[filled:])
            if not got:
                raise EOFError
            filled += got
        return data


_to_json = json.JSONEncoder(separators=(",", ":")).encode


def encode_header(header: dict[str, Node]) -> bytes:
    """A header as it travels."""
    return _to_json(header).encode()


def parse_header(raw: bytes) -> dict[str, Node]:
    """The header in these bytes. Raises ProtocolError if there is none."""
    try:
        header = json.loads(raw)
    except (ValueError, RecursionError):
        raise ProtocolError("a header that is not JSON") from None
    if type(header) is not dict:
        raise ProtocolError("a header that is not an object")
    return header
