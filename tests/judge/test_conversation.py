"""What is kept of a conversation is enough to compare it with another, and no more than a class of hostile ones may cost."""

from __future__ import annotations

import numpy as np
import pytest

from learnnn.core.tensor import Tensor
from learnnn.diagnosis.signatures import signature
from learnnn.judge.conversation import Conversation
from learnnn.judge.handles import Handle, Module
from learnnn.judge.record import LARGE
from learnnn.worker.channel import Message
from learnnn.worker.protocol import Encoder

LARGE_ARRAY = np.arange(LARGE, dtype=np.float32)


def answering(value, changed=()) -> Conversation:
    """A conversation with a worker that has one function `f`, which always gives this answer."""

    def ask(message, on_callback):
        if message.header["op"] == "get":
            return Message({"value": {"t": "method", "on": 0, "name": "f"}, "changed": []})
        encoder = Encoder(
            lambda tensor, encoder: encoder.tensor(tensor.array, dtype="float32", device="cpu", requires_grad=False)
        )
        return Message({"value": encoder.encode(value), "changed": list(changed)}, encoder.buffers)

    return Conversation(ask, cpu_seconds=lambda: 0.0)


def recorded(value):
    conversation = answering(value)
    Module(conversation).f()
    return conversation.record[0]


def test_a_small_answer_is_kept_as_it_is():
    assert np.array_equal(recorded(np.arange(3)).answer, [0, 1, 2])


@pytest.mark.parametrize(
    "value",
    [
        LARGE_ARRAY,
        [LARGE_ARRAY],
        {"a": (LARGE_ARRAY, None)},
        Tensor(LARGE_ARRAY, "float32"),
        [0] * 50_000,
        b"x" * (LARGE + 1),
    ],
    ids=["array", "list", "dict", "tensor", "numbers", "bytes"],
)
def test_of_a_large_answer_a_digest_is_kept(value):
    assert recorded(value).answer.startswith("a large answer: ")


def test_the_check_itself_gets_the_whole_answer():
    assert np.array_equal(Module(answering(LARGE_ARRAY)).f(), LARGE_ARRAY)


def test_equal_large_answers_leave_the_same_and_others_something_else():
    one, same, other = (signature([recorded(value)]) for value in (LARGE_ARRAY, LARGE_ARRAY.copy(), LARGE_ARRAY + 1))

    assert one.matches(same) and not one.matches(other)


def test_no_more_arrays_are_called_changed_than_were_given():
    conversation = answering(None, changed=range(100_000))

    Module(conversation).f(np.zeros(2))

    assert conversation.record[0].changed == (0,)


def test_the_signature_of_an_enormous_array_is_its_shape():
    record = [recorded(1)]
    object.__setattr__(record[0], "args", (np.zeros((1 << 20) + 1, np.uint8),))

    assert signature(record).numbers == (1.0,)


def test_an_argument_may_hold_what_stays_in_the_worker():
    module = Module(answering(None))
    stays = Handle(module._conversation, 7, "Cache", "cache")

    module.f({"inner": [stays, module.f]}, (stays, np.zeros(2)))

    (exchange,) = module._conversation.record
    assert exchange.args[0]["inner"][0] is stays and exchange.args[1][0] is stays


def test_a_record_keeps_arrays_in_a_tuple_as_they_were():
    module, x = Module(answering(None)), np.zeros(2)

    module.f((x, 1))
    x += 5

    assert np.array_equal(module._conversation.record[0].args[0][0], [0, 0])
