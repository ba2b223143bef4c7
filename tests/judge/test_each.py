"""Many calls in one message are to a check and to the student's code what they are one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from learnnn.core.outcomes import StudentCrashed, StudentRaised
from learnnn.course import course_file
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.judge.bench import Bench
from learnnn.judge.conversation import CALLS_AT_ONCE, Conversation
from learnnn.judge.handles import Module
from learnnn.worker.channel import Message
from tests.conftest import Toy

SOURCE = """
import numpy as np
calls = []
room = np.zeros(2)

def square(x):
    calls.append(x)
    if x == 3:
        raise ValueError("not three")
    return x * x

def filled(x):
    room[:] = x
    return room

def spoiled(x):
    x *= x[0]
    return x.sum()

def n_calls():
    return len(calls)

class Sum:
    def __init__(self):
        self.total = 0

    def add(self, x):
        self.total += x
        return self
"""


@pytest.fixture(params=["worker", "in process"])
def student(request: pytest.FixtureRequest, toy: Toy) -> Iterator[Module]:
    course = course_file.load(toy.root)
    bench = Bench(Layout(toy.root), is_in_process=request.param == "in process")
    right = submissions.read(toy.reference, "scaling")
    try:
        with bench.module(course.exercises[0], replace(right, source=SOURCE)) as module:
            yield module
    finally:
        bench.close()


def record(student: Module) -> list[tuple[object, ...]]:
    return [(exchange.expression, *exchange.args) for exchange in student._conversation.record]


def test_each_call_has_its_answer(student):
    assert list(student.square.each((1,), (2.5,), (-4,))) == [1, 6.25, 16]
    assert record(student) == [("square", 1), ("square", 2.5), ("square", -4)]


def test_no_call_is_none(student):
    assert list(student.square.each()) == []


def test_more_than_go_into_one_message(student):
    numbers = range(4, CALLS_AT_ONCE * 2 + 10)

    assert list(student.square.each(*((n,) for n in numbers))) == [n * n for n in numbers]
    assert student.n_calls() == len(numbers)


def test_an_exception_comes_in_the_place_of_its_answer(student):
    answers = student.square.each((1,), (2,), (3,), (4,))

    assert [next(answers), next(answers)] == [1, 4]
    with pytest.raises(StudentRaised, match="not three") as raised:
        next(answers)
    assert raised.value.frames[-1].function == "square"
    assert record(student) == [("square", 1), ("square", 2), ("square", 3)]
    assert student._conversation.record[-1].outcome is raised.value


def test_what_was_asked_counts_as_far_as_it_was_taken(student):
    answers = student.square.each((1,), (2,))

    next(answers)

    assert record(student) == [("square", 1)]


def test_an_array_that_the_next_call_writes_into_is_what_it_was(student):
    first, second = student.filled.each((1.0,), (2.0,))

    assert first.tolist() == [1, 1] and second.tolist() == [2, 2]


def test_the_array_that_a_call_changed_is_known(student):
    list(student.spoiled.each((np.array([1.0, 2.0]),), (np.array([2.0, 2.0]),)))

    assert [exchange.changed for exchange in student._conversation.record] == [(), (0,)]


def test_methods_and_objects(student):
    total = student.Sum()

    *_, last = total.add.each((1,), (2,), (3,))

    assert last.total == 6


@pytest.mark.parametrize("value", [None, 3, "a", {"t": "tuple", "v": []}, [{"t": "?"}], [[{}]]])
def test_what_is_no_list_of_answers_is_not_accepted(value):
    conversation = Conversation(lambda *_: Message({"value": value, "changed": []}), cpu_seconds=lambda: 0.0)

    with pytest.raises(StudentCrashed, match="could not be accepted"):
        list(conversation.call_each(0, "f", "f", [(1,)]))


@pytest.mark.parametrize("error", [None, 3, {"type": 1}])
def test_fewer_answers_without_an_error_are_not_accepted(error):
    reply = Message({"value": [1], "changed": [], "error_after": error})
    conversation = Conversation(lambda *_: reply, cpu_seconds=lambda: 0.0)
    answers = conversation.call_each(0, "f", "f", [(1,), (2,)])

    assert next(answers) == 1
    with pytest.raises(StudentCrashed, match="malformed error"):
        next(answers)
