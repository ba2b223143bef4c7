"""A conversation with a module in a worker: what checks call `student` and `reference`.

Every question and answer is recorded. The record is what diagnosis compares with known-wrong solutions and what a
reproduction snippet is written from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from typing import Any

import numpy as np

from learnnn.core.cleaning import one_line
from learnnn.core.model import Device
from learnnn.core.outcomes import Outcome, StudentCrashed
from learnnn.core.tensor import Tensor
from learnnn.judge.handles import MODULE, Handle, Method
from learnnn.judge.record import Exchange, Kind, Timing, frozen, in_short
from learnnn.worker.channel import Message, Node, ProtocolError, Unsendable
from learnnn.worker.host import student_error
from learnnn.worker.protocol import Decoder, Encoder

CALLS_AT_ONCE = 64
Ask = Callable[[Message, Callable[[Message], Message] | None], Message]


class FreshWorkerWanted(Exception):  # noqa: N818  # no error: the check is run again
    """What this check asks for is only to be had in a worker that no other check has used."""


class Clock(Enum):
    """Where the computing time of the other side comes from."""

    LIVE = "live"
    BEING_RECORDED = "being recorded"  # so that it can be told later: inputs are those that will be asked about then
    RECORDED = "recorded"  # on another machine, perhaps


class Conversation:
    """Asks a worker about one module and keeps the record; a lean one without the arguments, where nobody will compare.

    One in a worker that `is_shared` by several checks counts nothing on a device: what does, has a worker of its own.
    """

    def __init__(
        self,
        ask: Ask,
        *,
        cpu_seconds: Callable[[], float],
        ask_measured: Ask | None = None,
        is_watching: bool = True,
        is_lean: bool = False,
        is_shared: bool = False,
        clock: Clock = Clock.LIVE,
    ) -> None:
        self.record: list[Exchange] = []
        self.timings: list[Timing] = []
        self.cpu_seconds = cpu_seconds
        self.clock = clock
        self._ask = ask
        self.ask_measured = ask_measured or ask  # where a recording may answer, but not for what is measured
        self._is_watching = is_watching
        self._is_shared = is_shared
        self._frozen = _nothing if is_lean else frozen
        self._in_short = _forgotten if is_lean else in_short
        self._is_serving = False  # while the worker waits for one of our functions, it can be asked nothing
        self._names: dict[str, int] = {}
        self._functions: dict[tuple[int, str], Method] = {}  # what is one stays one, and is looked up when called

    def without_record(self, ask: Ask) -> Conversation:
        """The same worker for measuring, asked by `ask`: nothing is kept and no argument is compared before and after."""
        return Conversation(ask, cpu_seconds=self.cpu_seconds, is_watching=False)

    def expect_functions(self, names: Node) -> None:
        """These are functions and classes of the module, by the worker's word: one that is not fails when it is called."""
        for name in names if type(names) is list else ():
            if type(name) is str:
                self._functions[MODULE, name] = Method(self, MODULE, name, name)

    def get(self, on: int, name: str, expression: str) -> Any:
        if (on, name) in self._functions:
            return self._functions[on, name]
        answer = self._question({"op": "get", "on": on, "name": name}, expression)
        if isinstance(answer, Method):
            self._functions[on, name] = answer
        return answer

    def set(self, on: int, name: str, value: Any, expression: str) -> None:
        self._functions.pop((on, name), None)
        encoder, callbacks = self._encoder()
        header = {"op": "set", "on": on, "name": name, "value": encoder.encode(value)}
        self._keep(Kind.WRITE, expression, self._frozen((value,)))
        self._send(Message(header, encoder.buffers), callbacks)

    def call(self, on: int, name: str | None, expression: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        encoder, callbacks = self._encoder()
        header = {
            "op": "call", "on": on, "name": name,
            "args": [encoder.encode(arg) for arg in args],
            "kwargs": {key: encoder.encode(value) for key, value in kwargs.items()},
            "watch": encoder.arrays if self._is_watching else [],
        }  # fmt: skip
        named = dict(zip(kwargs, self._frozen(tuple(kwargs.values())), strict=False))  # a lean record has none
        asked = self._frozen(args)
        try:
            reply = self._send(Message(header, encoder.buffers), callbacks)
            answer = self._decode(reply, expression)
        except Outcome as outcome:
            self._keep(Kind.CALL, expression, asked, named, outcome=outcome)
            raise
        changed = _changed(reply, range(len(encoder.arrays)))
        self._keep(Kind.CALL, expression, asked, named, answer=answer, changed=changed)
        return answer

    def call_each(self, on: int, name: str, expression: str, calls: Sequence[tuple[Any, ...]]) -> Iterator[Any]:
        """The answers to calls that are asked as few at a time as go into a message."""
        for start in range(0, len(calls), CALLS_AT_ONCE):
            yield from self._call_some(on, name, expression, calls[start : start + CALLS_AT_ONCE])

    def _call_some(self, on: int, name: str, expression: str, calls: Sequence[tuple[Any, ...]]) -> Iterator[Any]:
        encoder, callbacks = self._encoder()
        asked = [self._frozen(args) for args in calls]
        nodes: list[list[Node]] = []
        arrays: list[range] = []  # of each call
        for args in calls:
            n_before = len(encoder.arrays)
            nodes.append([encoder.encode(arg) for arg in args])
            arrays.append(range(n_before, len(encoder.arrays)))
        watch = encoder.arrays if self._is_watching else []
        header = {"op": "call_each", "on": on, "name": name, "watch": watch, "calls": nodes}
        try:
            reply = self._send(Message(header, encoder.buffers), callbacks)
            answers = self._answers(reply, expression)
        except Outcome as outcome:  # of none of them in particular
            self._keep(Kind.CALL, expression, asked[0], outcome=outcome)
            raise
        for args, answer, own in zip(asked, answers, arrays, strict=False):
            self._keep(Kind.CALL, expression, args, answer=answer, changed=_changed(reply, own))
            yield answer
        if len(answers) < len(calls):
            raised = student_error(reply.header.get("error_after"))
            self._keep(Kind.CALL, expression, asked[len(answers)], outcome=raised)
            raise raised

    def _answers(self, reply: Message, expression: str) -> list[Any]:
        """What each call answered, up to the first that raised."""
        decoder, nodes = self._decoder(reply, expression), reply.header["value"]
        if type(nodes) is not list:
            raise StudentCrashed("its answer could not be accepted: a malformed answer")
        with _not_accepted():
            return [decoder.decode(node) for node in nodes]

    def keep(self, value: Any) -> Any:
        encoder, callbacks = self._encoder()
        request = Message({"op": "keep", "value": encoder.encode(value)}, encoder.buffers)
        return self._decode(self._send(request, callbacks), "")

    def item(self, on: int, key: Any, expression: str) -> Any:
        encoder, _ = self._encoder()
        header = {"op": "item", "on": on, "key": encoder.encode(key)}
        return self._question(header, f"{expression}[{key!r}]", encoder.buffers)

    def length(self, on: int, expression: str) -> int:
        answer = self._question({"op": "length", "on": on}, f"len({expression})")
        return answer if type(answer) is int else 0

    def items(self, on: int, expression: str) -> list[Any]:
        answer = self._question({"op": "items", "on": on}, f"list({expression})")
        return answer if type(answer) is list else []

    def plain(self, on: int, expression: str) -> Any:
        return self._question({"op": "plain", "on": on}, expression)

    def describe_figure(self, figure: Any) -> Any:
        """What a figure shows. The record says only that it was looked at: two right figures differ in many ways."""
        encoder, _ = self._encoder()
        request = Message({"op": "figure", "value": encoder.encode(figure)}, encoder.buffers)
        answer = self._decode(self._send(request, []), "figure")
        self._keep(Kind.LOOK, "figure")
        return answer

    def device_report(self) -> dict[str, Any]:
        """The phantom's report. The record says what it comes to: who waits in other lines makes the same mistake."""
        if self._is_shared:
            raise FreshWorkerWanted
        report = self.ask_plainly({"op": "device_report"}, "device_report")
        if type(report) is not dict:
            return {}
        self._keep(Kind.READ, "device_report", answer=[report.get("steps"), bool(report.get("every_step"))])
        return report

    def ask_plainly(self, header: dict[str, Node], expression: str) -> Any:
        """A question that is not part of the record; an object it gives is known by `expression`."""
        return self._decode(self._send(Message(header), []), expression, name_as=expression)

    def _question(self, header: dict[str, Node], expression: str, buffers: Any = ()) -> Any:
        try:
            answer = self._decode(self._send(Message(header, buffers), []), expression)
        except Outcome as outcome:
            self._keep(Kind.READ, expression, outcome=outcome)
            raise
        if not isinstance(answer, Method):
            self._keep(Kind.READ, expression, answer=answer)
        return answer

    def _keep(
        self,
        kind: Kind,
        expression: str,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
        *,
        answer: Any = None,
        outcome: Outcome | None = None,
        changed: tuple[int, ...] = (),
    ) -> None:
        if self._is_watching:
            said = self._in_short(answer)
            self.record.append(Exchange(kind, expression, args, kwargs or {}, said, outcome, changed))

    def _send(self, message: Message, callbacks: list[Callable[..., Any]]) -> Message:
        if self._is_serving:
            raise ProtocolError("the worker waits for an answer")
        return self._ask(message, (lambda asked: self._serve(asked, callbacks)) if callbacks else None)

    def _serve(self, asked: Message, callbacks: list[Callable[..., Any]]) -> Message:
        """Answer the worker, which calls one of our functions with arguments nobody vouches for."""
        index, nodes = asked.header.get("callback"), asked.header.get("args")
        if type(index) is not int or not 0 <= index < len(callbacks) or type(nodes) is not list:
            raise ProtocolError("a malformed callback")
        decoder = self._decoder(asked, "argument")
        args = [decoder.decode(node) for node in nodes]
        encoder, _ = self._encoder()
        self._is_serving = True
        try:
            value = encoder.encode(callbacks[index](*args))
        except Exception as error:  # whatever arguments of theirs make our function do, they are told, and we go on  # noqa: BLE001  # theirs choose the arguments
            strange = next((arg._type_name for arg in args if isinstance(arg, Handle)), None)
            usual = "numbers, and arrays and tensors of the usual dtypes, can be sent"
            reason = f"one is an object of type {strange}; {usual}" if strange else str(error)
            return Message({"refused": f"the function cannot take these arguments: {reason}"})
        finally:
            self._is_serving = False
        return Message({"value": value}, encoder.buffers)

    # -- values -------------------------------------------------------------------------------------------------------

    def _encoder(self) -> tuple[Encoder, list[Callable[..., Any]]]:
        callbacks: list[Callable[..., Any]] = []

        def node_of(value: Any, encoder: Encoder) -> Node:
            match value:
                case Handle():
                    return {"t": "handle", "i": value._id}
                case Method():
                    return {"t": "method", "on": value._on, "name": value._name}
                case Tensor():
                    return encoder.tensor(
                        value.array, dtype=value.dtype, device=value.device, requires_grad=value.requires_grad
                    )
                case Device():
                    return {"t": "device", "v": value.torch_name}
                case np.random.Generator():
                    return {"t": "rng", "v": value.bit_generator.state}
                case _ if callable(value):
                    callbacks.append(value)
                    return {"t": "callback", "i": len(callbacks) - 1}
            raise Unsendable(f"a {type(value).__name__} cannot be sent to a worker")

        return Encoder(node_of), callbacks

    def _decode(self, reply: Message, expression: str, name_as: str = "") -> Any:
        with _not_accepted():
            return self._decoder(reply, expression, name_as).decode(reply.header["value"])

    def _decoder(self, message: Message, expression: str, name_as: str = "") -> Decoder:
        def handle(node: dict[str, Node], _: Decoder) -> Handle:
            match node:
                case {"i": int(index), "n": str(name), "c": bool()}:
                    clean = one_line(name, 80)
                    return Handle(self, index, clean, name_as or self._name(clean))
            raise ProtocolError("a malformed handle")

        def method(node: dict[str, Node], _: Decoder) -> Method:
            match node:
                case {"on": int(on), "name": str(name)}:
                    return Method(self, on, name, expression)
            raise ProtocolError("a malformed method")

        return Decoder(
            message.buffers,
            {"handle": handle, "method": method, "tensor": lambda node, decoder: _to_float32(decoder.tensor(node))},
        )

    def _name(self, type_name: str) -> str:
        """A variable's name for a snippet: `perceptron`, and `perceptron_2` for the next."""
        stem = "".join(c if c.isalnum() else "_" for c in type_name).lower() or "thing"
        self._names[stem] = self._names.get(stem, 0) + 1
        return stem if self._names[stem] == 1 else f"{stem}_{self._names[stem]}"


def _changed(reply: Message, arrays: range) -> tuple[int, ...]:
    """Which of these arrays were changed, counted from the first of them."""
    return tuple(number - arrays.start for number in reply.header["changed"] if number in arrays)


@contextmanager
def _not_accepted() -> Iterator[None]:
    """An answer that is none is their doing."""
    try:
        yield
    except ProtocolError as error:
        raise StudentCrashed(f"its answer could not be accepted: {error}") from None


def _forgotten(_: Any) -> None:
    return None


def _nothing(_: tuple[Any, ...]) -> tuple[Any, ...]:
    return ()


def _to_float32(tensor: Tensor) -> Tensor:
    """bfloat16 arrives as its 16 bits; NumPy has no such type, so its numbers are widened to float32."""
    if tensor.dtype != "bfloat16":
        return tensor
    wide = (tensor.array.astype(np.uint32) << 16).view(np.float32).reshape(tensor.array.shape)
    return Tensor(wide, tensor.dtype, tensor.device, tensor.requires_grad)
