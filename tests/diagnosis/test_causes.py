"""A mistake is named only if it explains every check it must fail, alone among all; a false cause is worse than none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from learnnn.core.model import CheckResult, Feedback, Status
from learnnn.diagnosis.catalogue import Entry, sayings_of
from learnnn.diagnosis.causes import explain, failing_names, judged_names
from learnnn.diagnosis.misconceptions import Misconception
from learnnn.judge.conversation import Exchange, Kind, Timing
from learnnn.judge.trials import Trial


def trial(name, answer, status=Status.FAILED, exception=None) -> Trial:
    """A check that heard this answer."""
    told = None if status is Status.PASSED else Feedback("It is wrong.", evidence="got: 1")
    result = CheckResult(name, "task", "It is so.", status, feedback=told, exception=exception)
    return Trial(result, [Exchange(Kind.CALL, "f", (), {}, answer)])


def timed(name, ratio, status=Status.FAILED) -> Trial:
    """A check that found the work so many times as slow as the reference."""
    return replace(trial(name, None, status), record=[], timings=[Timing(ratio, at_most=4)])


def known(name, *trials, required=("test_a",), permitted=()) -> Entry:
    """A known-wrong solution, with what it said to these checks."""
    misconception = Misconception(name, f"It is {name}.", "Look.", frozenset(required), frozenset(permitted))
    return Entry(misconception, sayings_of(trials))


def named(trials, entries) -> list[str | None]:
    return [told.result.feedback and told.result.feedback.misconception for told in explain(trials, entries)]


def test_the_same_answer_is_the_same_mistake():
    (told,) = explain([trial("test_a", 1)], [known("summed", trial("test_a", 1))])

    assert told.result.feedback == Feedback("It is summed.", evidence="got: 1", look_at="Look.", misconception="summed")


def test_a_named_mistake_stays_a_failure():
    (told,) = explain([trial("test_a", 1)], [known("summed", trial("test_a", 1))])

    assert told.result.status is Status.FAILED


@pytest.mark.parametrize(
    "said",
    [trial("test_a", 2), trial("test_b", 1), trial("test_a", 1, Status.ERROR), trial("test_a", 1, Status.PASSED)],
    ids=["answer", "check", "ending", "passes"],
)
def test_another_answer_is_another_mistake(said):
    assert named([trial("test_a", 1)], [known("summed", said)]) == [None]


def test_nothing_is_named_where_two_mistakes_say_the_same():
    entries = [known("summed", trial("test_a", 1)), known("squared", trial("test_a", 1))]

    assert named([trial("test_a", 1)], entries) == [None]


def test_of_two_mistakes_the_one_that_explains_more_is_named():
    trials = [trial("test_a", 1), trial("test_b", 2)]
    entries = [known("summed", trials[0]), known("squared", *trials, required=["test_a", "test_b"])]

    assert named(trials, entries) == ["squared", "squared"]


def test_two_mistakes_at_once_are_both_named():
    trials = [trial("test_a", 1), trial("test_b", 2)]
    entries = [known("summed", trials[0]), known("squared", trials[1], required=["test_b"])]

    assert named(trials, entries) == ["summed", "squared"]


def test_a_mistake_that_must_fail_a_check_they_pass_is_not_theirs():
    trials = [trial("test_a", 1), trial("test_b", 5, Status.PASSED)]
    entry = known("summed", trials[0], trial("test_b", 2), required=["test_a", "test_b"])

    assert named(trials, [entry]) == [None, None]


def test_a_mistake_that_explains_half_of_what_it_must_is_not_theirs():
    trials = [trial("test_a", 1), trial("test_b", 3)]
    entry = known("summed", trials[0], trial("test_b", 2), required=["test_a", "test_b"])

    assert named(trials, [entry]) == [None, None]


@pytest.mark.parametrize("status", [Status.BLOCKED, Status.NOT_RUN, Status.INCONCLUSIVE])
def test_a_check_without_a_verdict_speaks_for_and_against_nothing(status):
    trials = [trial("test_a", 1), trial("test_b", 2, status)]
    entry = known("summed", trials[0], trial("test_b", 2), required=["test_a", "test_b"])

    assert named(trials, [entry]) == ["summed", None]


def test_a_check_it_may_fail_need_not_agree():
    trials = [trial("test_a", 1), trial("test_b", 3)]
    entry = known("summed", trials[0], trial("test_b", 2), permitted=["test_b"])

    assert named(trials, [entry]) == ["summed", None]


def test_a_slow_solution_is_told_by_what_it_must_be_slow_at():
    """The other one may be slow here as well, on some machines, and is not known by that."""
    trials = [timed("test_fit", 9), timed("test_train", 1, Status.PASSED)]
    entries = [
        known("fits_slowly", trials[0], timed("test_train", 1, Status.PASSED), required=["test_fit"]),
        known("trains_slowly", trials[0], timed("test_train", 9), required=["test_train"], permitted=["test_fit"]),
    ]

    assert named(trials, entries) == ["fits_slowly", None]


def test_devices_of_one_check_count_as_one():
    trials = [trial("test_a[cpu]", 1), trial("test_a[phantom]", 1)]

    assert named(trials, [known("summed", *trials)]) == ["summed", "summed"]


def test_a_mistake_must_agree_on_every_device():
    trials = [trial("test_a[cpu]", 1), trial("test_a[phantom]", 3)]

    assert named(trials, [known("summed", trial("test_a[cpu]", 1), trial("test_a[phantom]", 2))]) == [None, None]


def test_a_mistake_need_not_explain_a_parameter_that_it_passes():
    trials = [trial("test_a[x]", 1), trial("test_a[y]", 2)]
    entry = known("summed", trials[0], trial("test_a[y]", 5, Status.PASSED))

    assert named(trials, [entry]) == ["summed", None]


def test_nothing_is_named_where_nothing_is_known():
    trials = [trial("test_a", 1)]

    assert explain(trials, []) == trials


def test_an_unwritten_function_has_no_misconception():
    trials = [trial("test_a", None, Status.ERROR, "NotImplementedError")]

    assert failing_names(trials) == frozenset()


def test_a_check_that_heard_nothing_is_not_explained():
    silent = Trial(trial("test_a", 1).result)

    assert failing_names([silent]) == judged_names([silent]) == frozenset()


def test_only_verdicts_are_judged():
    trials = [trial("test_a", 1, Status.PASSED), trial("test_b", 1), trial("test_c", 1, Status.BLOCKED)]

    assert judged_names(trials) == {"test_a", "test_b"}
    assert failing_names(trials) == {"test_b"}
