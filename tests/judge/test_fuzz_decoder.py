"""Whatever bytes a worker sends: the judge has a value, or an outcome of the student's; never an error of its own."""

from __future__ import annotations

import contextlib
import json
import os
import struct
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnnn.core.cleaning import spelled_out
from learnnn.core.outcomes import Outcome
from learnnn.core.tensor import Tensor
from learnnn.judge.conversation import Conversation
from learnnn.judge.handles import Handle
from learnnn.worker.channel import Channel, Message, ProtocolError
from learnnn.worker.host import _check_form, _cleaned_header, checked_reply
from learnnn.worker.protocol import DTYPES, TENSOR_DTYPES
from tests.grounds.fuzzing import MAY_GROW_MB, bounded, peak_mb

MAX_BYTES = 1 << 20

texts = st.text(
    st.characters() | st.sampled_from("\x1b\x9b\u202e\ud800\r"), max_size=12
)  # of all characters, lone surrogates too
numbers = st.one_of(st.integers(-2, 5), st.integers(), st.floats())
leaves = st.one_of(st.none(), st.booleans(), numbers, texts)
dtypes = st.one_of(st.sampled_from(sorted(DTYPES | set(TENSOR_DTYPES))), texts)
shapes = st.lists(st.one_of(st.integers(0, 4), st.integers(-1, 1 << 41), leaves), max_size=10)
indices = st.one_of(st.integers(0, 3), leaves)


def _node(kind: str, **parts: Any) -> Any:
    return st.fixed_dictionaries({"t": st.just(kind)}, optional=parts)


def _nodes(inner: Any) -> Any:
    some = st.lists(inner, max_size=4)
    return st.one_of(
        some,
        _node("tuple", v=st.one_of(some, inner)),
        _node("dict", v=st.one_of(st.lists(st.lists(inner, min_size=2, max_size=2), max_size=4), some, inner)),
        _node("complex", v=st.lists(numbers, max_size=3)),
        _node("scalar", d=dtypes, x=st.one_of(st.binary(max_size=16).map(bytes.hex), leaves)),
        st.dictionaries(texts, inner, max_size=3),
    )


flat = st.one_of(
    leaves,
    _node("bytes", b=indices),
    _node("array", d=dtypes, s=shapes, b=indices, l=st.sampled_from(["F", "S", 1]), r=leaves),
    _node("tensor", d=dtypes, s=shapes, b=indices, w=texts, g=leaves),
    _node("handle", i=indices, n=texts, c=st.one_of(st.booleans(), leaves)),
    _node("method", on=indices, name=texts),
    _node("rng", v=leaves),
)
nodes = st.recursive(flat, _nodes, max_leaves=12)
errors = st.one_of(
    leaves,
    st.fixed_dictionaries(
        {}, optional={"type": texts, "message": texts, "bases": st.lists(leaves), "frames": st.lists(st.lists(leaves))}
    ),
)
plain = st.recursive(
    texts | numbers, lambda one: st.lists(one, max_size=3) | _node("tuple", v=st.lists(one, max_size=3)), max_leaves=5
)
headers = st.one_of(
    st.fixed_dictionaries({"value": plain, "changed": st.just([])}),
    st.fixed_dictionaries({"value": nodes, "changed": st.lists(st.integers(0, 3), max_size=3)}),
    st.fixed_dictionaries(
        {}, optional={"value": nodes, "changed": nodes, "error": errors, "error_after": errors, "callback": leaves}
    ),
).map(lambda header: json.dumps(header).encode())
buffers = st.lists(
    st.sampled_from([0, 1, 2, 4, 8, 16, 64]).flatmap(lambda n: st.binary(min_size=n, max_size=n)), max_size=4
)


@st.composite
def frames(draw: Callable[[Any], Any]) -> bytes:
    """A message; its lengths may lie, it may end early, and it need not be one at all."""
    if draw(st.integers(0, 19)) == 0:
        return bytes(draw(st.binary(max_size=64)))
    header = draw(headers) if draw(st.integers(0, 9)) else draw(st.binary(max_size=64))
    data = draw(buffers)
    sizes = [len(one) for one in data]
    if draw(st.integers(0, 9)) == 0 and sizes:
        sizes[0] = draw(st.integers(0, (1 << 64) - 1))
    raw = struct.pack(f">II{len(sizes)}Q", len(header), len(sizes), *sizes) + header + b"".join(data)
    return raw[: draw(st.integers(0, len(raw)))] if draw(st.integers(0, 19)) == 0 else raw


def received(raw: bytes) -> Message:
    """As a worker's host has it."""
    fd = os.memfd_create("frame")
    try:
        os.write(fd, raw)
        os.lseek(fd, 0, os.SEEK_SET)
        reply = Channel(fd, fd).receive(MAX_BYTES, parse=_cleaned_header)
    finally:
        os.close(fd)
    _check_form(reply)
    return reply


QUESTIONS: list[Callable[[Conversation], Any]] = [
    lambda asked: asked.call(0, "f", "f", (np.ones(2), 3), {}),
    lambda asked: list(asked.call_each(0, "f", "f", [(1,), (2,)])),
    lambda asked: asked.get(0, "f", "f"),
    lambda asked: asked.item(1, "key", "thing"),
    lambda asked: asked.length(1, "thing"),
    lambda asked: asked.items(1, "thing"),
    lambda asked: asked.plain(1, "thing"),
    lambda asked: asked.keep(1),
    lambda asked: asked.describe_figure(None),
    lambda asked: asked.device_report(),
]


def texts_in(value: Any) -> Iterator[str]:
    """Every text that a check could be given in this answer."""
    match value:
        case str():
            yield value
        case Tensor():
            yield value.device
        case Handle():
            yield value._type_name
        case list() | tuple():
            for item in value:
                yield from texts_in(item)
        case dict():
            for pair in value.items():
                yield from texts_in(pair)


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="this system has no files in memory")
def test_no_message_is_more_than_an_outcome() -> None:
    before = peak_mb()

    @bounded(1500)
    @given(raw=frames(), question=st.sampled_from(QUESTIONS))
    def look(raw: bytes, question: Callable[[Conversation], Any]) -> None:
        try:
            message = received(raw)
        except (EOFError, ProtocolError):
            return  # the worker has ended, or is ended
        conversation = Conversation(lambda *_: checked_reply(message), cpu_seconds=lambda: 0.0)
        with contextlib.suppress(Outcome):
            answer = question(conversation)
            assert all(spelled_out(text) == text for text in texts_in(answer))

    look()

    assert peak_mb() - before < MAY_GROW_MB
