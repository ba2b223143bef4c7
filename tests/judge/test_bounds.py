"""A report is bounded in whole, and says what is cut; a small one stays as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace

import pytest

from learnnn.core.model import CheckResult, Feedback, Status, Visibility, Withheld
from learnnn.core.report_json import to_dict
from learnnn.course import course_file
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.judge.bench import Bench
from learnnn.judge.bounds import MAX_REPORT, MAX_TEXT, of_check, of_report
from learnnn.judge.grading import judge, report
from learnnn.judge.trials import Job, Plan
from tests.conftest import Toy

AS_MUCH_AS_IT_CAN = """
WIDE = "\\N{PILE OF POO}" * 100_000


def fail(*_):
    print(WIDE)
    raise type(WIDE, (Exception,), {})(WIDE)


def double(x):
    answer = WIDE[:150]
    for _ in range(5):
        answer = [answer] * 8
    return {WIDE[:200] + str(n): answer for n in range(8)}


def total(x):
    fail()


class Counter:
    __init__ = add = fail
"""


def result(n: int, text: str, status: Status = Status.FAILED) -> CheckResult:
    told = Feedback(text, text, "look", (text, text), text)
    withheld = Withheld(text, text, (text,), text, text)
    return CheckResult(
        f"test_{n}", "task", "A sentence.", status, 1, Visibility.PUBLIC, told, text, exception="E", withheld=withheld
    )


def size(results: list[CheckResult]) -> int:
    return sum(len(json.dumps(asdict(one), default=str)) for one in results)


def test_what_fits_is_left_alone():
    honest = [result(n, "as it was " * 30) for n in range(30)]

    kept = of_report([of_check(one) for one in honest])

    assert all(one is other for one, other in zip(kept, honest, strict=True))


@pytest.mark.parametrize("count", [1, 3, 40, 200])
@pytest.mark.parametrize("text", ["x" * 300_000, "\N{PILE OF POO}" * 30_000, '"\\' * 50_000, "\n" * 100_000])
def test_no_texts_are_too_many(count, text):
    kept = of_report([of_check(one) for one in [result(0, text)] * count])

    assert size(kept) <= MAX_REPORT
    assert [(one.name, one.status, one.weight) for one in kept] == [("test_0", Status.FAILED, 1)] * count


def test_what_failed_first_keeps_most_and_all_say_what_is_cut():
    text = "word " * 4_000
    passed, failed = result(0, text, Status.PASSED), [result(n, text) for n in range(1, 12)]

    kept = of_report([passed, *failed])

    assert kept[1] == failed[0]
    assert kept[0].feedback is not None and kept[-1].feedback is not None
    for told in (kept[0].feedback, kept[-1].feedback):
        assert told.happened.startswith("word word") and "more characters)" in told.happened


def test_a_text_is_cut_at_once_to_what_any_check_needs():
    kept = of_check(result(0, "x" * (1 << 20)))

    assert size([kept]) < 12 * MAX_TEXT
    assert kept.feedback is not None and "more characters)" in kept.feedback.evidence


@pytest.fixture
def bench(toy: Toy) -> Iterator[Bench]:
    one = Bench(Layout(toy.root))
    yield one
    one.close()


def test_a_submission_that_says_as_much_as_it_can(toy, bench):
    course = course_file.load(toy.root)
    exercise = course.exercises[0]
    honest = submissions.read(toy.reference, exercise.slug)
    loud = replace(honest, source=f"{honest.source}\n{AS_MUCH_AS_IT_CAN}")
    jobs = [Job(exercise, honest), Job(exercise, loud)]

    trials = judge(Plan(course, bench, jobs, with_hidden=True))
    first, second = (report(job, tried, course, bench) for job, tried in zip(jobs, trials, strict=True))

    assert list(first.checks) == [trial.result for trial in trials[0]] and first.passed
    assert len(json.dumps(to_dict(second))) <= MAX_REPORT
    assert [one.status for one in second.checks] == [trial.result.status for trial in trials[1]]
    assert second.earned == 0
