"""What fails because something else fails is told as blocked; what passes has passed."""

from __future__ import annotations

from learnnn.core.model import CheckResult, Status, Task
from learnnn.judge.blocking import Blocking, in_turn

BASE, ABOVE = Task("base", "Base", 1), Task("above", "Above", 1, needs=("base",))


def _result(task: Task, status: Status, exception: str | None = None) -> CheckResult:
    return CheckResult("test_it", task.name, "It works.", status, exception=exception)


def test_a_failure_above_a_failure_is_blocked() -> None:
    blocking = Blocking()
    blocking.seen(BASE, _result(BASE, Status.FAILED))

    told = blocking.seen(ABOVE, _result(ABOVE, Status.ERROR))

    assert told.status is Status.BLOCKED
    assert told.feedback is not None and "mend `base` first" in told.feedback.happened


def test_a_pass_above_a_failure_is_a_pass() -> None:
    blocking = Blocking()
    blocking.seen(BASE, _result(BASE, Status.CRASHED))

    assert blocking.seen(ABOVE, _result(ABOVE, Status.PASSED)).status is Status.PASSED


def test_a_failure_on_firm_ground_is_a_failure() -> None:
    blocking = Blocking()
    blocking.seen(BASE, _result(BASE, Status.PASSED))

    assert blocking.seen(ABOVE, _result(ABOVE, Status.FAILED)).status is Status.FAILED


def test_what_is_unwritten_stays_unwritten() -> None:
    blocking = Blocking()
    blocking.seen(BASE, _result(BASE, Status.ERROR, "NotImplementedError"))

    told = blocking.seen(ABOVE, _result(ABOVE, Status.ERROR, "NotImplementedError"))

    assert told.is_unwritten


def test_a_task_that_hangs_above_a_failure_hangs_once() -> None:
    blocking = Blocking()
    blocking.seen(BASE, _result(BASE, Status.TIMEOUT))
    assert blocking.obstacle(ABOVE, is_timed=False) is None
    blocking.seen(ABOVE, _result(ABOVE, Status.TIMEOUT))

    assert blocking.obstacle(ABOVE, is_timed=False) is not None


def test_a_task_that_hangs_twice_is_left_alone() -> None:
    blocking = Blocking()
    blocking.seen(BASE, _result(BASE, Status.TIMEOUT))
    assert blocking.obstacle(BASE, is_timed=False) is None
    blocking.seen(BASE, _result(BASE, Status.TIMEOUT))

    assert blocking.obstacle(BASE, is_timed=False) is not None


def test_a_wrong_answer_is_not_timed() -> None:
    blocking = Blocking()
    blocking.seen(BASE, _result(BASE, Status.FAILED))

    assert blocking.obstacle(BASE, is_timed=True) is not None
    assert blocking.obstacle(BASE, is_timed=False) is None


def test_a_right_answer_is_timed() -> None:
    blocking = Blocking()
    blocking.seen(BASE, _result(BASE, Status.PASSED))

    assert blocking.obstacle(BASE, is_timed=True) is None


def test_what_is_wanted_first_comes_after_what_it_needs() -> None:
    alone, top = Task("alone", "Alone", 1), Task("top", "Top", 1, needs=("above",))
    tasks = (BASE, ABOVE, alone, top)

    assert in_turn(tasks, ()) == ["base", "above", "alone", "top"]
    assert in_turn(tasks, ("alone",)) == ["alone", "base", "above", "top"]
    assert in_turn(tasks, ("top", "gone")) == ["base", "above", "top", "alone"]
