"""The memory in which a worker finds the arrays that its functions are given: the judge sees for itself whether they were changed.

It is a file without a name that both sides hold, mapped by the worker and read by the judge. It can neither grow nor shrink, so
nobody's reading of it can fail. Within a check each array has a place of its own, for code may keep what it was given; the
next check begins at the start again. What does not fit travels in the message, and whether that was changed the worker says.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator, Sequence

from learnnn.worker.channel import Buffers, Node

SIZE = 64 << 20  # bytes, of which those count that are used
ALIGNMENT = 64  # bytes, as for NumPy's own arrays


class Inputs:
    """The judge's side, for one worker."""

    def __init__(self) -> None:
        import fcntl  # Linux

        self.fd = os.memfd_create("inputs", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.ftruncate(self.fd, SIZE)
        fcntl.fcntl(self.fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL)
        self._used = 0

    def rewind(self) -> None:
        """A new check begins."""
        self._used = 0

    def place(self, buffers: Buffers) -> list[tuple[int, int]] | None:
        """Write them down; where each begins, and how long it is. None where there is no room."""
        places = list(self._places(buffers))
        if self._used > SIZE:
            return None
        for data, (start, _) in zip(buffers, places, strict=True):
            os.pwrite(self.fd, data, start)
        return places

    def changed(self, buffers: Buffers, places: Sequence[tuple[int, int]], watched: Sequence[int]) -> list[int]:
        """Which of the watched buffers are not any more what was written."""
        return [
            number
            for number, index in enumerate(watched)
            if os.pread(self.fd, places[index][1], places[index][0]) != buffers[index]
        ]

    def close(self) -> None:
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1

    def _places(self, buffers: Buffers) -> Iterator[tuple[int, int]]:
        for data in buffers:
            yield self._used, len(data)
            self._used += -(-len(data) // ALIGNMENT) * ALIGNMENT


def mapped(fd: int) -> memoryview:
    """The worker's side: the memory, for which the descriptor is not needed any more."""
    memory = mmap.mmap(fd, SIZE)
    os.close(fd)
    return memoryview(memory)


def found(memory: memoryview, places: Sequence[Sequence[Node]]) -> list[memoryview]:
    """What was written at these places."""
    return [memory[start : start + length] for start, length in places]
