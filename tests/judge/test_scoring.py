"""A task's points are shared among its checks by weight; what nobody can be blamed for costs nothing."""

from __future__ import annotations

import pytest

from learnnn.core.model import CheckResult, Exercise, Limits, NotRunPolicy, Status, Task
from learnnn.judge.scoring import score

EXERCISE = Exercise("e", "E", (Task("a", "A", 4), Task("b", "B", 1)), (), (), Limits())


def check(status, task="a", weight=1.0) -> CheckResult:
    return CheckResult("test_it", task, "It is so.", status, weight)


def points(*checks, policy=NotRunPolicy.EXCUSED) -> tuple[float, float]:
    (result,) = score(EXERCISE, checks, policy)
    return result.earned, result.possible


def test_all_passed_earns_all():
    assert points(check(Status.PASSED), check(Status.PASSED)) == (4, 4)


def test_points_are_shared_by_weight():
    assert points(check(Status.PASSED, weight=3), check(Status.FAILED)) == (3, 4)


@pytest.mark.parametrize("status", [Status.FAILED, Status.ERROR, Status.TIMEOUT, Status.CRASHED, Status.BLOCKED])
def test_what_does_not_pass_earns_nothing(status):
    assert points(check(status)) == (0, 4)


@pytest.mark.parametrize("status", [Status.INCONCLUSIVE, Status.BROKEN, Status.NOT_RUN])
def test_what_is_nobodys_fault_counts_on_neither_side(status):
    assert points(check(status), check(Status.PASSED), check(Status.FAILED)) == (2, 4)


@pytest.mark.parametrize("status", [Status.INCONCLUSIVE, Status.BROKEN, Status.NOT_RUN])
def test_a_task_without_a_verdict_is_worth_nothing_and_costs_nothing(status):
    assert points(check(status)) == (0, 0)


def test_what_could_not_run_costs_points_where_the_course_says_so():
    assert points(check(Status.NOT_RUN), check(Status.PASSED), policy=NotRunPolicy.ZERO) == (2, 4)


def test_tasks_come_in_the_order_of_the_course():
    results = score(EXERCISE, [check(Status.PASSED, "b"), check(Status.PASSED, "a")], NotRunPolicy.EXCUSED)

    assert [result.task.name for result in results] == ["a", "b"]


def test_a_task_that_was_not_looked_at_is_left_out():
    results = score(EXERCISE, [check(Status.PASSED, "b")], NotRunPolicy.EXCUSED)

    assert [result.task.name for result in results] == ["b"]


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([Status.PASSED, Status.PASSED], Status.PASSED),
        ([Status.PASSED, Status.NOT_RUN], Status.PASSED),
        ([Status.PASSED, Status.INCONCLUSIVE], Status.PASSED),
        ([Status.NOT_RUN], Status.NOT_RUN),
        ([Status.PASSED, Status.BROKEN], Status.BROKEN),
        ([Status.PASSED, Status.TIMEOUT, Status.FAILED], Status.TIMEOUT),
    ],
)
def test_a_task_passes_only_if_nothing_in_it_fails(statuses, expected):
    (result,) = score(EXERCISE, [check(status) for status in statuses], NotRunPolicy.EXCUSED)

    assert result.status is expected
