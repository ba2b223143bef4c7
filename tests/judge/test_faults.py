"""Whose fault it is that a check broke."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from learnnn.core.model import Status
from learnnn.course import course_file
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.judge.bench import Bench
from learnnn.judge.faults import CANNOT_WORK
from learnnn.judge.grading import judge
from learnnn.judge.trials import Job, Plan, Trial
from learnnn.judge.withholding import Sentence
from tests.conftest import Toy

MORE_CHECKS = '''

@pytest.mark.task("total")
def test_total_is_known(student):
    """The total is one of those that are known."""
    assert {6.0: True}[student.total(np.arange(4.0))]


@pytest.mark.task("total")
def test_total_of_doubles(student, reference):
    """The total of what was doubled is right."""
    doubled = student.double(np.ones(3))
    assert student.total(np.ones(3)) * 2 == reference.total(doubled)


@pytest.mark.task("total")
def test_total_of_a_text_is_refused(student):
    """There is no total of a text."""
    assert_raises(AttributeError, student.total, "a text")
'''
IMPORT = "\nfrom learnnn.checks import assert_raises\n"
BREAKS_BY_ITSELF = '''

@pytest.mark.task("total")
def test_breaks(student):
    """Breaks by itself, once it has asked."""
    student.total(np.ones(3))
    undefined_name
'''
Ask = Callable[..., dict[str, Trial]]


@pytest.fixture
def ask(toy: Toy) -> Ask:
    """What the checks of the toy course say of its reference with something below it, and how many runs that takes."""

    def told(
        extra: str, *, checks: str = "", has_reference: bool = True, is_own_code: bool = False
    ) -> dict[str, Trial]:
        for file in (*toy.root.glob("exercises/*/test_*.py"), *toy.root.glob("solutions/*/test_*.py")):
            file.write_text(
                file.read_text() + IMPORT + checks.replace("def test_", f"def test_{file.parent.parent.name}_")
            )
        course = course_file.load(toy.root)
        right = submissions.read(toy.reference, "scaling")
        wrong = replace(right, source=f"{right.source}\n\n{extra}")
        bench = Bench(Layout(toy.root))
        jobs = [Job(course.exercises[0], wrong, has_reference=has_reference)]
        plan = Plan(course, bench, jobs, with_hidden=True, is_blocking=False, is_own_code=is_own_code)
        try:
            (trials,) = judge(plan)
        finally:
            bench.close()
        return {trial.result.name: trial for trial in trials}

    return told


def told(trial: Trial) -> str:
    assert trial.result.feedback is not None
    return trial.result.feedback.happened


@pytest.mark.parametrize("thing", ["None", "5", "'a text'", "[1, 2]", "np.float64(2)", "np.ones(3)"])
def test_a_name_that_is_no_function_fails_and_says_so(ask: Ask, thing: str) -> None:
    of = ask(f"double = {thing}")

    public, hidden = of["test_doubles_every_entry"], of["test_doubles_an_empty_array"]
    assert (public.result.status, hidden.result.status) == (Status.FAILED, Status.FAILED)
    assert told(public).startswith("`double` is ") and told(public).endswith(", and not a function.")
    assert told(hidden) == Sentence.FAILED.value
    assert "and not a function" in public.staff_note


@pytest.mark.parametrize("has_reference", [True, False])
def test_a_check_that_breaks_on_an_answer_fails(ask: Ask, *, has_reference: bool) -> None:
    of = ask("def total(x): return 7.0", checks=MORE_CHECKS, has_reference=has_reference)

    public, hidden = of["test_exercises_total_is_known"], of["test_solutions_total_is_known"]
    assert (public.result.status, told(public)) == (Status.FAILED, CANNOT_WORK)
    assert public.result.feedback is not None
    assert public.result.feedback.evidence == "its last answer: `total(…)` is a float"
    assert (hidden.result.status, told(hidden)) == (Status.FAILED, Sentence.FAILED.value)
    assert "7" not in f"{hidden.result.feedback}"
    assert "KeyError: 7.0 (line" in hidden.staff_note


def test_an_answer_on_which_the_reference_fails_is_their_fault(ask: Ask) -> None:
    of = ask("def double(x): return 'doubled'", checks=MORE_CHECKS)

    assert of["test_exercises_total_of_doubles"].result.status is Status.FAILED


def test_what_the_reference_must_refuse_is_no_fault_of_the_course(ask: Ask) -> None:
    of = ask("total = None", checks=MORE_CHECKS)

    assert of["test_exercises_total_of_a_text_is_refused"].result.status is Status.FAILED


def test_the_courses_own_code_shows_that_a_check_breaks(ask: Ask) -> None:
    of = ask("def total(x): return 7.0", checks=MORE_CHECKS, is_own_code=True)

    assert of["test_exercises_total_is_known"].result.status is Status.BROKEN


@pytest.mark.parametrize("extra", ["", "def total(x): return None"])
def test_a_check_that_breaks_on_right_answers_is_broken(ask: Ask, extra: str) -> None:
    of = ask(extra, checks=BREAKS_BY_ITSELF)

    assert of["test_solutions_breaks"].result.status is Status.BROKEN


def test_what_one_run_has_left_stays_while_the_reference_is_asked(ask: Ask) -> None:
    """The record that diagnosis reads is of the student's code, and not of the reference's."""
    of = ask("def total(x): return 7.0", checks=MORE_CHECKS)

    assert [one.answer for one in of["test_exercises_total_is_known"].record] == [7.0]
