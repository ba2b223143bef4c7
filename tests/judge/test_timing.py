"""A timed threshold is called on a clear lead of rounds: no lucky round passes, no interrupted one fails."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from itertools import chain, cycle, repeat

import pytest

from learnnn.checks import assert_as_fast
from learnnn.core.outcomes import CheckFailed, Inconclusive, StudentRaised, Untimed
from learnnn.judge.conversation import Clock as Kind
from learnnn.judge.conversation import Conversation
from learnnn.judge.handles import Module
from learnnn.judge.timing import DOUBT, MAX_ROUNDS, RECORDED_ROUNDS

LIMIT = 8


class Clock:
    """A worker whose calls take the CPU seconds that the test says."""

    def __init__(self, costs: Iterable[float], kind: Kind = Kind.LIVE) -> None:
        self.now = 100.0
        self.costs: Iterator[float] = iter(costs)
        self.calls = 0
        self.module = Module(Conversation(self._refuse, cpu_seconds=lambda: self.now, clock=kind))

    def spend(self) -> None:
        self.calls += 1
        self.now += next(self.costs)

    @staticmethod
    def _refuse(message, on_callback):
        raise AssertionError("no worker is asked in these tests")


def judge(student: Clock, ours: Iterable[float] = repeat(1.0), kind: Kind = Kind.LIVE) -> None:
    """Judge the threshold; what the reference's calls take is `ours`."""
    reference = Clock(ours, kind)
    clocks = {clock.module._conversation.cpu_seconds: clock for clock in (student, reference)}

    def work(module, rng):
        clock = clocks[module._conversation.cpu_seconds]
        clock.now += 50.0  # preparing is not on the clock
        return clock.spend

    assert_as_fast(student.module, reference.module, work, at_most=LIMIT)


@pytest.mark.parametrize(("cost", "rounds"), [(0.1, 2), (1.0, 2), (4.0, 2), (4.1, 3), (7.9, 3), (8.0, 3)])
def test_work_within_the_limit_passes(cost, rounds):
    student = Clock(repeat(cost))

    judge(student)

    assert student.calls == rounds


@pytest.mark.parametrize("start", [[0.1], [0.1, 20.0], [20.0, 0.1]])
def test_only_two_quick_rounds_at_the_start_are_enough(start):
    with pytest.raises(CheckFailed):
        judge(Clock(chain(start, repeat(20.0))))


@pytest.mark.parametrize("cost", [8.1, 20.0, 1000.0])
def test_work_beyond_the_limit_fails(cost):
    with pytest.raises(
        CheckFailed, match=f"It takes {cost:.1f} times the reference's computing time; at most 8 times is allowed"
    ):
        judge(Clock(repeat(cost)))


@pytest.mark.parametrize("cost", [0.1, 7.9])
def test_within_the_limit_of_a_recorded_time_passes(cost):
    judge(Clock(repeat(cost)), kind=Kind.RECORDED)


@pytest.mark.parametrize("cost", [LIMIT * 1.1, LIMIT * DOUBT * 0.9])
def test_a_little_beyond_the_limit_of_a_recorded_time_is_too_close_to_call(cost):
    with pytest.raises(Inconclusive, match="too close to call without the reference"):
        judge(Clock(repeat(cost)), kind=Kind.RECORDED)


def test_far_beyond_the_limit_of_a_recorded_time_fails():
    with pytest.raises(CheckFailed, match="times the reference's"):
        judge(Clock(repeat(LIMIT * DOUBT * 1.1)), kind=Kind.RECORDED)


def test_all_rounds_are_recorded_whatever_their_verdict():
    student = Clock(repeat(1.0))

    judge(student, kind=Kind.BEING_RECORDED)

    assert student.calls == RECORDED_ROUNDS


def test_one_lucky_round_does_not_pass():
    with pytest.raises(CheckFailed):
        judge(Clock(chain([0.0], repeat(20.0))))


def test_a_quick_answer_every_third_time_does_not_pass():
    with pytest.raises(CheckFailed):
        judge(Clock(cycle([20.0, 20.0, 0.0])))


def test_one_interrupted_round_does_not_fail():
    judge(Clock(chain([1.0, 500.0], repeat(1.0))))


def test_one_interrupted_round_of_the_reference_neither_passes_nor_spares():
    with pytest.raises(CheckFailed):
        judge(Clock(repeat(20.0)), chain([1.0, 500.0], repeat(1.0)))


def test_a_round_that_no_clock_noticed_does_not_decide():
    with pytest.raises(CheckFailed):
        judge(Clock(chain([0.0], repeat(20.0))), chain([0.0], repeat(1.0)))


def test_rounds_that_contradict_each_other_are_inconclusive():
    with pytest.raises(Inconclusive, match="not counted"):
        judge(Clock(cycle([1.0, 20.0])))


def test_a_machine_that_slows_both_alike_changes_nothing():
    slow = [1.0, 30.0, 2.0, 90.0]

    judge(Clock(2 * cost for cost in slow), slow)


def test_it_ends_however_noisy_it_is():
    student = Clock(cycle([1.0, 20.0]))

    with pytest.raises(Inconclusive):
        judge(student)

    assert student.calls == MAX_ROUNDS


def test_both_get_the_same_fresh_inputs_each_round():
    seen: list[float] = []

    def work(module, rng):
        seen.append(float(rng.random()))
        return lambda: None

    assert_as_fast(Clock([]).module, Clock([]).module, work, at_most=LIMIT)

    assert seen[::2] == seen[1::2]
    assert len(set(seen)) == len(seen) // 2


def test_inputs_cannot_be_guessed_from_an_earlier_run():
    first, second = [], []
    for seen in (first, second):
        assert_as_fast(
            Clock([]).module,
            Clock([]).module,
            lambda module, rng, seen=seen: seen.append(rng.random()) or (lambda: None),
            at_most=LIMIT,
        )

    assert not set(first) & set(second)


@pytest.mark.parametrize("answer", [0.0, None, [2.0], "2"])
def test_a_quick_wrong_answer_is_not_timed(answer):
    with pytest.raises(Untimed, match="speed says nothing"):
        judge_answers(answer, 2.0)


def test_a_right_answer_up_to_rounding_is_timed():
    judge_answers(2.0001, 2.0)


def test_a_check_may_bring_its_own_idea_of_agreement():
    judge_answers(-2.0, 2.0, agree=lambda actual, expected: None)


def judge_answers(actual, expected, **settings) -> None:
    student, reference = Clock([]), Clock([])
    answers = {student.module._conversation.cpu_seconds: actual, reference.module._conversation.cpu_seconds: expected}

    def work(module, rng):
        return lambda: answers[module._conversation.cpu_seconds]

    assert_as_fast(student.module, reference.module, work, at_most=LIMIT, **settings)


def preparing(theirs: float) -> None:
    """Judge calls of a second each; preparing them takes the reference a second, the student as long as given."""
    student, reference = Clock(repeat(1.0)), Clock(repeat(1.0))

    def work(module, rng):
        is_student = module._conversation.cpu_seconds == student.module._conversation.cpu_seconds
        clock = student if is_student else reference
        clock.now += theirs if is_student else 1.0
        return clock.spend

    assert_as_fast(student.module, reference.module, work, at_most=LIMIT)


def test_what_is_computed_before_the_call_counts():
    with pytest.raises(CheckFailed, match=r"It takes 19\.0 times"):
        preparing(20.0)


def test_preparing_a_little_slower_does_not_count():
    preparing(2.0)


def test_what_is_computed_when_the_answer_is_compared_counts():
    student, reference = Clock(repeat(1.0)), Clock(repeat(1.0))

    def work(module, rng):
        return student.spend if module._conversation.cpu_seconds() == student.now else reference.spend

    def agree(actual, expected):
        student.now += 20.0

    student.now = 50.0
    with pytest.raises(CheckFailed, match=r"It takes 21\.0 times"):
        assert_as_fast(student.module, reference.module, work, at_most=LIMIT, agree=agree)


@pytest.mark.parametrize("cost", [2.0, 20.0])
def test_the_ratio_is_kept_for_validation(cost):
    student = Clock(repeat(cost))

    with contextlib.suppress(CheckFailed):
        judge(student)

    (timing,) = student.module._conversation.timings
    assert (timing.ratio, timing.at_most) == (pytest.approx(cost), LIMIT)


def test_what_is_raised_on_the_clock_is_let_through():
    def work(module, rng):
        def call():
            raise StudentRaised("ValueError", "")

        return call

    with pytest.raises(StudentRaised):
        assert_as_fast(Clock([]).module, Clock([]).module, work, at_most=LIMIT)


def test_what_is_timed_is_no_part_of_the_record():
    student = Clock(repeat(1.0))

    judge(student)

    assert student.module._conversation.record == []
