"""A guest in the judge's own process, for pdb and coverage. Such a result is not a grade: the code can do as it likes."""

from __future__ import annotations

import builtins
from collections.abc import Callable

from learnnn.worker.channel import Message
from learnnn.worker.guest import Guest
from learnnn.worker.host import checked_reply


class LocalWorker:
    """Answers like a `Worker`; values are copied as they would be between processes."""

    def __init__(self) -> None:
        self._on_callback: Callable[[Message], Message] | None = None
        self._guest = Guest(self._serve_callback)
        self._import = builtins.__import__

    def ask(self, request: Message, on_callback: Callable[[Message], Message] | None) -> Message:
        """The reply. Raises StudentRaised where the code raised."""
        self._on_callback = on_callback
        return checked_reply(_copied(self._guest.answer(_copied(request))))

    def close(self) -> None:
        builtins.__import__ = self._import

    def _serve_callback(self, message: Message) -> Message:
        assert self._on_callback is not None
        return self._on_callback(message)


def _copied(message: Message) -> Message:
    """The message with arrays of its own: what the student's code changes is not the judge's."""
    return Message(message.header, [bytearray(data) for data in message.buffers])
