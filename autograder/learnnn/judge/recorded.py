"""What the reference said to the checks of one exercise, and how that is written down: MessagePack behind its own digest.

    sha256 of the rest | [key, yardstick, [buffer, …], {check: [turn, …]}]

where a turn is `[digest of the question, [[message, digest of our answer], …], reply, CPU seconds]` and a message is `[header
as JSON, [number of a buffer, …]]`. Equal buffers are kept once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from learnnn.core.errors import CourseError
from learnnn.judge.replay import Turn
from learnnn.judge.yardstick import yardstick_s
from learnnn.worker.channel import Message, ProtocolError, encode_header, parse_header

_MessageNode = tuple[bytes, list[int]]
_TurnNode = tuple[bytes, list[tuple[_MessageNode, bytes]], _MessageNode, float]
_File = tuple[str, float, list[bytes], dict[str, list[_TurnNode]]]
SEAL_BYTES = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class Recordings:
    """The reference's side of every check that asks for it, by the check's name (with its device).

    `key` says what they were made from: course files, engine, packages and seed; `yardstick_s` how fast the machine was.
    """

    key: str
    checks: Mapping[str, Sequence[Turn]] = field(default_factory=dict)
    yardstick_s: float = 0.0

    def pace(self) -> float:
        """How many seconds it takes here to do what took one there."""
        return yardstick_s() / self.yardstick_s

    def to_bytes(self) -> bytes:
        """One file, to be kept or sent; `from_bytes` reads it again."""
        pool = _Pool()
        checks = {name: [pool.turn_node(turn) for turn in turns] for name, turns in self.checks.items()}
        return sealed(msgspec.msgpack.encode((self.key, self.yardstick_s, list(pool.numbers), checks)))

    @classmethod
    def from_bytes(cls, data: bytes) -> Recordings:
        """Raises CourseError if a single bit of it is not as it was written."""
        try:
            key, yardstick_s, buffers, checks = msgspec.msgpack.decode(unsealed(data), type=_File)
            turns = {name: [_turn(node, buffers) for node in nodes] for name, nodes in checks.items()}
            return cls(key, turns, yardstick_s)
        except (msgspec.DecodeError, ProtocolError, IndexError) as error:
            raise CourseError(f"these are no recordings: {error}", next_step="Remove them.") from None


def sealed(body: bytes) -> bytes:
    """The bytes behind their own digest."""
    return hashlib.sha256(body).digest() + body


def unsealed(data: bytes) -> memoryview:
    """What was sealed. Raises CourseError if a single bit of it has changed."""
    seal, body = data[:SEAL_BYTES], memoryview(data)[SEAL_BYTES:]
    if hashlib.sha256(body).digest() != seal:
        raise CourseError("the recordings are damaged", next_step="Remove them; they are made again.")
    return body


class _Pool:
    """Buffers by their content."""

    def __init__(self) -> None:
        self.numbers: dict[bytes, int] = {}

    def turn_node(self, turn: Turn) -> _TurnNode:
        callbacks = [(self._message_node(asked), answered) for asked, answered in turn.callbacks]
        return turn.asked, callbacks, self._message_node(turn.reply), turn.cpu_s

    def _message_node(self, message: Message) -> _MessageNode:
        return encode_header(message.header), [
            self.numbers.setdefault(bytes(data), len(self.numbers)) for data in message.buffers
        ]


def _turn(node: _TurnNode, buffers: Sequence[bytes]) -> Turn:
    asked, callbacks, reply, cpu_s = node
    answered = tuple((_message(message, buffers), answer) for message, answer in callbacks)
    return Turn(asked, answered, _message(reply, buffers), cpu_s)


def _message(node: _MessageNode, buffers: Sequence[bytes]) -> Message:
    header, numbers = node
    return Message(parse_header(header), [buffers[number] for number in numbers])
