"""Submissions are judged one after another, and none of them suffers from what happened to the one before."""

from __future__ import annotations

from dataclasses import replace

from learnnn.core.model import Status
from learnnn.course import course_file
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.judge.bench import Bench
from learnnn.judge.grading import judge
from learnnn.judge.trials import Job, Plan
from tests.conftest import Toy

MORE_HIDDEN_CHECKS = '''

@pytest.mark.task("counter")
def test_counts_on(student):
    """A counter goes on counting."""
    assert student.Counter(4).add(5) == 9


@pytest.mark.task("counter")
@pytest.mark.timing
def test_counts_fast(student):
    """A counter is fast."""
    assert student.Counter(4).add(5) == 9
'''


def test_a_last_check_that_is_blocked_does_the_next_submission_no_harm(toy: Toy) -> None:
    hidden = toy.root / "solutions" / "scaling" / "test_scaling_hidden.py"
    hidden.write_text(hidden.read_text() + MORE_HIDDEN_CHECKS)
    course, exercise = course_file.load(toy.root), course_file.load(toy.root).exercises[0]
    right = submissions.read(toy.reference, "scaling")
    wrong = replace(right, source=right.source.replace("self.count += n", "self.count -= n"))
    bench = Bench(Layout(toy.root))

    try:
        of_wrong, of_right = judge(Plan(course, bench, [Job(exercise, wrong), Job(exercise, right)], with_hidden=True))
    finally:
        bench.close()

    assert of_wrong[-1].result.status is Status.BLOCKED
    assert {trial.result.status for trial in of_right} == {Status.PASSED}


def test_a_job_may_end_at_its_first_failure_with_all_its_progress_told(toy: Toy) -> None:
    course, exercise = course_file.load(toy.root), course_file.load(toy.root).exercises[0]
    right = submissions.read(toy.reference, "scaling")
    wrong = replace(right, source=right.source.replace("x.sum()", "x.max()"))
    bench, done, announced = Bench(Layout(toy.root)), [], []
    jobs = [Job(exercise, wrong, until_it_fails=True), Job(exercise, right, until_it_fails=True)]

    def advance(step: int = 1, *, more: int = 0) -> None:
        done.append(step)
        announced.append(more)

    try:
        of_wrong, of_right = judge(Plan(course, bench, jobs, on_progress=advance))
    finally:
        bench.close()

    assert [trial.result.status for trial in of_wrong] == [Status.PASSED, Status.PASSED, Status.FAILED]
    assert {trial.result.status for trial in of_right} == {Status.PASSED}
    assert sum(done) == sum(announced) == 2 * len(of_right)
