"""What an edit can have changed is looked at first, and the verdict is the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from learnnn.core.model import CheckResult, Course, Report, Status, Visibility
from learnnn.course import course_file
from learnnn.desk.judge_process import JudgeProcess, Question
from learnnn.desk.urgency import Before, urgent
from tests.conftest import Toy

WORK = """
import time

import numpy as np


def _times(x, factor):
    print(time.monotonic_ns())
    return factor * x


def double(x):
    return _times(x, 2)


def total(x):
    print(time.monotonic_ns())
    return float(x.sum())


class Counter:
    def __init__(self, start):
        self.count = int(start)

    def add(self, n):
        print(time.monotonic_ns())
        self.count += n
        return self.count
"""
CHECKS = """
def _doubled(student):
    return student.double(1)


def test_double(student):
    assert _doubled(student) == 2


def test_total(student):
    assert student.total([1]) == 1


def test_count(student):
    assert student.Counter(3).add(1) == 4


def test_start(student):
    assert student.Counter(3).count == 3
"""


def _check(name: str, task: str, status: Status = Status.PASSED) -> CheckResult:
    return CheckResult(name, task, "It holds.", status, 1.0, Visibility.PUBLIC)


def _urgent(old: str, new: str, *failing: str) -> tuple[str, ...]:
    assert old in WORK
    tasks = {"test_double": "double", "test_total": "total", "test_count": "counter", "test_start": "start"}
    checks = [_check(name, task, Status.FAILED if name in failing else Status.PASSED) for name, task in tasks.items()]
    return urgent(Before(WORK, checks), WORK.replace(old, new), [CHECKS.encode()])


def test_a_task_whose_function_differs_comes_first():
    assert _urgent("x.sum()", "sum(x)") == ("total",)


def test_a_helper_is_reached_through_those_who_speak_of_it_in_the_work_and_in_the_checks():
    assert _urgent("factor * x", "x * factor") == ("double",)


def test_a_method_is_reached_by_its_name_and_one_that_python_calls_by_its_class():
    assert _urgent("self.count += n", "self.count = self.count + n") == ("counter",)
    assert _urgent("int(start)", "start") == ("counter", "start")


def test_what_failed_before_comes_next():
    assert _urgent("x.sum()", "sum(x)", "test_count", "test_total") == ("total", "counter")


def test_what_failed_before_comes_first_where_the_text_is_no_python():
    assert _urgent("return float(x.sum())", "return float(", "test_count") == ("counter",)


@pytest.fixture
def judge() -> Iterator[JudgeProcess]:
    process = JudgeProcess()
    yield process
    process.close()


def _order(report: Report) -> list[str]:
    """The public tasks in the order in which their first check was run, by what the work printed."""
    times = {
        task.task.name: min(int(row) for one in task.checks for row in one.output.split()) for task in report.tasks
    }
    return sorted(times, key=times.__getitem__)


def _told(report: Report) -> list[tuple[str, Status]]:
    return [(check.name, check.status) for check in report.checks]


def test_a_judge_that_stays_runs_first_what_the_edit_can_have_changed(toy: Toy, judge: JudgeProcess):
    course = course_file.load(toy.root)
    first = _ask(judge, course, toy, WORK)

    orders = []
    for edited in (
        WORK.replace("x.sum()", "sum(x.ravel())"),
        WORK.replace("self.count += n", "self.count -= n"),
        WORK.replace("self.count += n", "self.count -= n").replace("factor * x", "factor + x"),
    ):
        report = _ask(judge, course, toy, edited)
        orders.append(_order(report))

    assert _order(first) == ["double", "total", "counter"] and first.passed
    assert orders[0] == ["total", "double", "counter"]
    assert orders[1] == [
        "total",
        "double",
        "counter",
    ]  # `total` is as it was before; `counter` comes after what it needs
    assert orders[2][0] == "double"
    assert ("test_counter_keeps_its_count", Status.BLOCKED) in _told(report)
    with closing(JudgeProcess()) as another:
        assert _told(report) == _told(_ask(another, course, toy, edited))


def _ask(judge: JudgeProcess, course: Course, toy: Toy, source: str) -> Report:
    return judge.ask(Question(str(toy.root), "scaling", source, str(toy.stub), seed="unset"), course)
