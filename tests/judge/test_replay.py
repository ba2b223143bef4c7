"""A replay answers as it was answered then, for as long as it is asked the same; after that the live partner goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from learnnn.core.errors import CourseError
from learnnn.judge.replay import Recorder, Replay, Turn, digest
from learnnn.worker.channel import Message


class Echo:
    """A partner that answers `{"echo": …}`, asks back what a request's `asks` say, and writes down what it heard."""

    def __init__(self) -> None:
        self.heard: list[object] = []
        self.answers: list[object] = []

    def ask(self, request: Message, on_callback: Callable[[Message], Message] | None) -> Message:
        self.heard.append(request.header["q"])
        for question in request.header.get("asks", []):
            assert on_callback is not None
            self.answers.append(on_callback(Message({"callback": question})).header["value"])
        return Message({"value": {"t": "handle", "i": len(self.heard)}, "q": request.header["q"]}, request.buffers)

    def cpu_seconds(self) -> float:
        return 1.5


def asking(q: object, *buffers: bytes, asks: tuple[int, ...] = ()) -> Message:
    return Message({"q": q, **({"asks": list(asks)} if asks else {})}, buffers)


def doubled(asked: Message) -> Message:
    return Message({"value": 2 * asked.header["callback"]})


def recorded(*requests: Message) -> list[Turn]:
    recorder = Recorder(Echo())
    for request in requests:
        recorder.ask(request, doubled)
    return recorder.turns


def never() -> Echo:
    raise AssertionError("nobody is needed here")


def test_the_same_questions_get_the_same_answers_and_nobody_is_asked():
    requests = [asking("a", b"xy"), asking("b")]
    replay = Replay(recorded(*requests), never)

    answers = [replay.ask(request, None) for request in requests]

    assert [(answer.header["q"], list(map(bytes, answer.buffers))) for answer in answers] == [("a", [b"xy"]), ("b", [])]


def test_an_answer_can_be_written_to_and_is_new_each_time():
    turns = recorded(asking("a", b"xy"))

    first, second = (Replay(turns, never).ask(asking("a", b"xy"), None).buffers[0] for _ in range(2))
    first[:] = b"!!"

    assert bytes(second) == b"xy"


@pytest.mark.parametrize(
    "other", [asking("c"), asking("b", b""), asking("b", b"x"), Message({"q": "b", "more": 1})], ids=repr
)
def test_at_the_first_difference_the_live_partner_hears_it_all_and_goes_on(other):
    live = Echo()
    replay = Replay(recorded(asking("a"), asking("b"), asking("d")), lambda: live)

    replay.ask(asking("a"), None)
    answer = replay.ask(other, None)
    replay.ask(asking("d"), None)

    assert live.heard == ["a", other.header["q"], "d"]
    assert answer.header["value"]["i"] == 2


def test_more_questions_than_were_recorded_are_answered_live():
    live = Echo()
    replay = Replay(recorded(asking("a")), lambda: live)

    replay.ask(asking("a"), None)
    replay.ask(asking("a"), None)

    assert live.heard == ["a", "a"]


def test_what_was_sent_is_told_as_it_was_then():
    array = np.zeros(2)
    live, seen = Echo(), []
    live_ask = live.ask
    live.ask = lambda request, on_callback: seen.append(bytes(request.buffers[0])) or live_ask(request, on_callback)
    request = Message({"q": "a"}, [array.view(np.uint8).data])
    replay = Replay(recorded(request), lambda: live)

    replay.ask(request, None)
    array += 1
    replay.ask(request, None)

    assert seen == [np.zeros(2).tobytes(), np.ones(2).tobytes()]


def test_our_functions_are_asked_again_as_the_reference_asked_them():
    asked: list[object] = []
    request = asking("a", asks=(3, 4))
    replay = Replay(recorded(request), never)

    replay.ask(request, lambda message: asked.append(message.header["callback"]) or doubled(message))

    assert asked == [3, 4]


def test_no_function_is_called_a_second_time_when_it_goes_live():
    asked: list[object] = []
    live, request = Echo(), asking("a", asks=(3, 4))
    replay = Replay(recorded(request), lambda: live)

    replay.ask(request, lambda message: asked.append(message.header["callback"]) or doubled(message))
    replay.ask(asking("new"), None)

    assert (asked, live.answers, live.heard) == ([3, 4], [6, 8], ["a", "new"])


def test_a_function_that_answers_otherwise_is_asked_no_question_twice():
    asked: list[object] = []
    live, request = Echo(), asking("a", asks=(3, 4, 5))

    def answer(message: Message) -> Message:
        asked.append(message.header["callback"])
        return Message({"value": 0}) if message.header["callback"] == 4 else doubled(message)

    Replay(recorded(request), lambda: live).ask(request, answer)

    assert asked == [3, 4, 5]
    assert live.answers == [6, 0, 10]


def test_what_is_measured_is_asked_live_and_so_is_all_that_follows():
    live = Echo()
    replay = Replay(recorded(asking("a"), asking("b")), lambda: live)

    replay.ask(asking("a"), None)
    replay.ask_measured(asking("timed"), None)
    replay.ask(asking("b"), None)

    assert live.heard == ["a", "timed", "b"]


def test_the_clock_is_the_live_partners():
    assert Replay(recorded(asking("a")), Echo).cpu_seconds() == 1.5


def test_without_a_live_partner_measured_questions_are_answered_too_at_the_pace_of_this_machine():
    turns = [
        replace(turn, cpu_s=cost) for turn, cost in zip(recorded(asking("a"), asking("b")), (2.0, 3.0), strict=True)
    ]
    replay = Replay(turns, never, pace=lambda: 10.0)

    replay.ask(asking("a"), None)
    before = replay.cpu_seconds()
    replay.ask_measured(asking("b"), None)

    assert replay.cpu_seconds() - before == 30.0


def test_what_each_question_cost_is_recorded():
    partner = Echo()
    now = iter([1.0, 3.5, 4.0, 4.25])
    partner.cpu_seconds = lambda: next(now)
    recorder = Recorder(partner)

    recorder.ask(asking("a"), None)
    recorder.ask(asking("b"), None)

    assert [turn.cpu_s for turn in recorder.turns] == [2.5, 0.25]


def test_it_is_known_whether_the_live_partner_was_needed():
    needed, spared = (Replay(recorded(asking("a")), Echo) for _ in range(2))

    needed.ask(asking("another"), None)
    spared.ask(asking("a"), None)

    assert (needed.is_live, spared.is_live) == (True, False)


def test_a_question_that_ends_badly_ends_the_recording():
    partner = Echo()
    recorder = Recorder(partner)
    recorder.ask(asking("a"), None)

    with pytest.raises(AssertionError):
        recorder.ask(asking("b", asks=(1,)), None)  # nobody to ask back
    recorder.ask(asking("c"), None)

    assert [turn.asked for turn in recorder.turns] == [digest(asking("a"))]


def test_a_partner_that_numbers_its_objects_otherwise_than_recorded_is_not_believed():
    live = Echo()
    live.heard.append("something else first")
    replay = Replay(recorded(asking("a")), lambda: live)
    replay.ask(asking("a"), None)

    with pytest.raises(CourseError, match="no longer answers as it was recorded"):
        replay.ask(asking("b"), None)


def test_messages_are_the_same_only_if_every_part_is():
    messages = [
        asking("a"),
        asking("b"),
        asking("a", b""),
        asking("a", b"xy"),
        asking("a", b"xz"),
        asking("a", b"x", b"y"),
    ]

    assert len({digest(message) for message in messages}) == len(messages)
