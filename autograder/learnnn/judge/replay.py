"""A conversation that was recorded, message by message, and is given again.

As long as it is asked what was asked then, a `Replay` answers as then. At the first difference (a question that depends on
the student's answer) it has the live partner told all that was said so far, and lets it go on. Handles, figures, stages and
devices need nothing of their own for this, and a check cannot tell the difference.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from learnnn.core.errors import CourseError
from learnnn.judge.conversation import Ask
from learnnn.worker.channel import Message, encode_header
from learnnn.worker.protocol import objects_in

OnCallback = Callable[[Message], Message]
DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its reply; in between, what the other side asked of our functions and what these said."""

    asked: bytes  # the digest of the question
    callbacks: tuple[tuple[Message, bytes], ...]  # each with the digest of our answer
    reply: Message
    cpu_s: float = 0.0  # the computing time it took, where that was measured


class Partner(Protocol):
    """Who answers, live."""

    @property
    def ask(self) -> Ask: ...

    def cpu_seconds(self) -> float: ...


class Recorder:
    """Passes on what is asked and keeps the turns, up to the first that ends badly."""

    def __init__(self, partner: Partner) -> None:
        self.turns: list[Turn] = []
        self._partner = partner
        self._is_recording = True

    def ask(self, request: Message, on_callback: OnCallback | None) -> Message:
        if not self._is_recording:
            return self._partner.ask(request, on_callback)
        callbacks: list[tuple[Message, bytes]] = []
        asked = digest(request)  # now: a check may change its arrays while it answers a callback
        self._is_recording = False  # unless there is a reply
        before = self.cpu_seconds()
        reply = self._partner.ask(request, on_callback and _noting(on_callback, callbacks))
        self._is_recording = True
        self.turns.append(Turn(asked, tuple(callbacks), kept(reply), self.cpu_seconds() - before))
        return reply

    def cpu_seconds(self) -> float:
        return self._partner.cpu_seconds()


def _noting(on_callback: OnCallback, callbacks: list[tuple[Message, bytes]]) -> OnCallback:
    def answer(asked: Message) -> Message:
        known = kept(asked)
        answered = on_callback(asked)
        callbacks.append((known, digest(answered)))
        return answered

    return answer


@dataclass(slots=True)
class _Said:
    """A question that was answered from the recording, and what our functions answered while it was."""

    request: Message
    answers: list[Message] = field(default_factory=list)


class Replay:
    """Answers from a recording for as long as it goes, then as the live partner, which `go_live` opens.

    `pace` stands in for a clock where there is no live partner: how many seconds it takes here to do what took one then.
    """

    def __init__(
        self, turns: Sequence[Turn], go_live: Callable[[], Partner], *, pace: Callable[[], float] | None = None
    ) -> None:
        self._turns = deque(turns)
        self._go_live = go_live
        self.is_live = False  # whether the live partner was needed
        self._pace = pace
        self._spent_s = 0.0
        self._said: list[tuple[_Said, Turn]] = []
        self._live: Partner | None = None

    def ask(self, request: Message, on_callback: OnCallback | None) -> Message:
        if self._live is not None or not self._turns or self._turns[0].asked != digest(request):
            return self._partner().ask(request, on_callback)
        turn, said = self._turns.popleft(), _Said(kept(request))
        if not _answer_alike(turn, on_callback, said):
            return self._partner().ask(said.request, _after(said.answers, on_callback))
        self._said.append((said, turn))
        self._spent_s += turn.cpu_s
        return _fresh(turn.reply)

    def ask_measured(self, request: Message, on_callback: OnCallback | None) -> Message:
        """A question whose computing time is wanted: the live partner spends it, if there is one."""
        return self.ask(request, on_callback) if self._pace else self._partner().ask(request, on_callback)

    def cpu_seconds(self) -> float:
        return self._spent_s * self._pace_here if self._pace else self._partner().cpu_seconds()

    @cached_property
    def _pace_here(self) -> float:
        """Measured once, and only where somebody asks for the time."""
        assert self._pace is not None
        return self._pace()

    def _partner(self) -> Partner:
        """The live partner, who knows all that was said so far."""
        if self._live is None:
            self.is_live = True
            live = self._go_live()
            for said, turn in self._said:
                reply = live.ask(said.request, _after(said.answers, None))
                if objects_in(reply.header) != objects_in(turn.reply.header):
                    raise CourseError(
                        "the reference no longer answers as it was recorded",
                        next_step="Its answers must not depend on chance. Remove the recordings; they are made again.",
                    )
            self._said.clear()
            self._live = live
        return self._live


def _answer_alike(turn: Turn, on_callback: OnCallback | None, said: _Said) -> bool:
    """Ask our functions what the recorded partner asked of them; whether they answer as they did then."""
    for asked, answered in turn.callbacks:
        if on_callback is None:
            return False
        said.answers.append(on_callback(_fresh(asked)))
        if digest(said.answers[-1]) != answered:
            return False
    return True


def _after(answers: Sequence[Message], on_callback: OnCallback | None) -> OnCallback | None:
    """Gives these answers first: a function of the check is not called again for what it was asked already."""
    ready = iter(answers)

    def answer(asked: Message) -> Message:
        answered = next(ready, None)
        if answered is not None:
            return answered
        if on_callback is None:
            raise CourseError("the reference calls a function more often than it was recorded to")
        return on_callback(asked)

    return answer if answers or on_callback is not None else None


def digest(message: Message) -> bytes:
    """What two messages have in common only if they are the same."""
    header = encode_header(message.header)
    sizes = [len(header), *map(len, message.buffers)]
    state = hashlib.blake2b(repr(sizes).encode() + header, digest_size=DIGEST_BYTES)
    for data in message.buffers:
        state.update(data)
    return state.digest()


def kept(message: Message) -> Message:
    """The message as it is now: a check may go on to change the arrays it sent."""
    return Message(message.header, [bytes(data) for data in message.buffers])


def _fresh(message: Message) -> Message:
    """The message as it would arrive: with buffers that become arrays of the check's own."""
    return Message(message.header, [bytearray(data) for data in message.buffers])
