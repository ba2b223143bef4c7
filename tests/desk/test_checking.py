"""A student's own work is judged by recorded answers where they suffice, and by the reference itself where they do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from learnnn.core.errors import CourseError
from learnnn.core.model import Report, Status
from learnnn.course import course_file
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.desk.checking import Examiner, judged
from learnnn.judge import recordings
from learnnn.judge.bench import Bench
from learnnn.judge.trials import Job, Plan
from tests.conftest import Toy

DEPENDENT = '''

@pytest.mark.task("total")
def test_sums_what_was_doubled(student, reference):
    """The sum of what was doubled."""
    doubled = student.double(np.ones(3))

    assert_close(student.total(doubled), reference.total(doubled), what="the sum")
'''


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The references that were started."""
    started: list[str] = []
    live = Bench.open_reference

    def open_reference(bench, exercise, reference, device, **how):
        started.append(exercise.slug)
        return live(bench, exercise, reference, device, **how)

    monkeypatch.setattr(Bench, "open_reference", open_reference)
    return started


@pytest.fixture
def bench(toy: Toy) -> Iterator[Bench]:
    bench = Bench(Layout(toy.root))
    yield bench
    bench.close()


def check(toy: Toy, bench: Bench, asked: list[str]) -> Report:
    """The verdict on the stub, once the reference's answers are kept; what is asked of it from then on is noted."""
    course = course_file.load(toy.root)
    exercise = course.exercises[0]
    recordings.load_or_record(course, exercise, bench, None)
    asked.clear()
    return judged(Plan(course, bench, [Job(exercise, submissions.read(toy.stub, "scaling"))]))


def test_what_is_right_needs_no_reference(toy, bench, asked):
    toy.write("")

    report = check(toy, bench, asked)

    assert report.passed and asked == []


def test_what_is_slow_by_recorded_times_is_timed_against_the_reference(toy, bench, asked):
    toy.write("def total(x):\n    return [sum(v for v in x.ravel()) for _ in range(5)][0]\n")

    report = check(toy, bench, asked)

    assert {one.name: one.status for one in report.checks}["test_sum_needs_no_loop"] is Status.FAILED
    assert "scaling" in asked


def test_what_was_never_recorded_is_asked_of_the_reference(toy, bench, asked):
    checks = Layout(toy.root).public_checks("scaling")
    checks.write_text(checks.read_text() + DEPENDENT)
    toy.write("def double(x):\n    return 2.5 * x\n")

    report = check(toy, bench, asked)

    assert {one.name: one.status for one in report.checks}["test_sums_what_was_doubled"] is Status.PASSED
    assert "scaling" in asked


def test_one_that_stays_judges_like_one_that_does_not(toy, bench):
    course = course_file.load(toy.root)
    exercise = course.exercises[0]
    plan = Plan(course, bench, [])
    examiner = Examiner(plan, exercise, stays=True)

    for extra in ("", "def double(x):\n    return x * x\n", "def total(x):\n    raise ValueError\n", ""):
        toy.write(extra)
        job = Job(exercise, submissions.read(toy.stub, "scaling"))
        stays, fresh = examiner.report(job), judged(replace(plan, jobs=[job]))
        assert [(c.name, c.status, c.feedback) for c in stays.checks] == [
            (c.name, c.status, c.feedback) for c in fresh.checks
        ]
    examiner.close()


def test_one_that_stays_collects_the_checks_once(toy, bench, monkeypatch):
    course = course_file.load(toy.root)
    exercise = course.exercises[0]
    toy.write("")
    job = Job(exercise, submissions.read(toy.stub, "scaling"))
    runs: list[object] = []
    main = pytest.main
    monkeypatch.setattr(pytest, "main", lambda *words, **names: runs.append(words) or main(*words, **names))
    examiner = Examiner(Plan(course, bench, []), exercise, stays=True)

    passed = [examiner.report(job).passed for _ in range(3)]
    examiner.close()

    assert passed == [True, True, True] and len(runs) == 1


def test_checks_that_cannot_be_collected_are_told_each_time(toy, bench):
    course = course_file.load(toy.root)
    exercise = course.exercises[0]
    toy.write("")
    job = Job(exercise, submissions.read(toy.stub, "scaling"))
    Layout(toy.root).public_checks("scaling").write_text("import nothing_that_exists\n")
    examiner = Examiner(Plan(course, bench, []), exercise, stays=True)

    for _ in range(2):
        with pytest.raises(CourseError, match="cannot be collected"):
            examiner.report(job)
    examiner.close()
