"""What the terminal says: the words of a report are stable, true and in an order a student can follow."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from learnnn.core.findings import Finding, Symptom, Validation
from learnnn.core.learning import Attempt, Stand, State
from learnnn.core.model import (
    CheckResult,
    Course,
    Environment,
    Exercise,
    Feedback,
    Limits,
    NotRunPolicy,
    Reflection,
    Report,
    Status,
    Submission,
    Task,
    Visibility,
)
from learnnn.judge.scoring import score
from learnnn.report.render import (
    WORDS,
    check_lines,
    course_lines,
    doctor_lines,
    error_lines,
    foundation_lines,
    hint_lines,
    next_step,
    plain,
    progress_lines,
    report_lines,
    summary_lines,
    validation_lines,
)

ROOT = Path("/course")
TASKS = (Task("double", "Twice as much", 2), Task("total", "The sum", 1))
EXERCISE = Exercise("scaling", "Scaling", TASKS, (), (), Limits())
SUBMISSION = Submission("scaling", ROOT / "exercises" / "scaling" / "scaling.py", "", "0123456789abcdef" * 4)


def check(name, task="double", status=Status.PASSED, told=None, **more) -> CheckResult:
    return CheckResult(name, task, f"{name} holds.", status, feedback=told, **more)


def report(*checks, **more) -> Report:
    tasks = score(EXERCISE, checks, NotRunPolicy.EXCUSED)
    return Report(EXERCISE, tasks, Environment("process", ("cpu",), {}, "public"), SUBMISSION, **more)


def shown(of: Report) -> str:
    return plain(report_lines(of, root=ROOT))


def step(*reports, following=None) -> str:
    return plain([next_step(reports, following)]).rstrip()


UNWRITTEN = {"status": Status.ERROR, "told": Feedback("Not written yet."), "exception": "NotImplementedError"}
AT_LOAD = {
    "status": Status.ERROR,
    "told": Feedback("Your code raised NameError in line 1: x.", traceback=("line 1, in <module>: x",)),
}
WRONG = Feedback(
    "The result is 2 times too large.",
    "got: 4\nexpected: 2",
    "Read it again.",
    snippet="from scaling import double\n\ndouble(1)",
)

REPORT = """\
scaling  Scaling  2 of 3 points
exercises/scaling/scaling.py  sha256 0123456789abcdef  isolation: process

double  Twice as much  1/2
  passed      a holds.  a
  FAILED      b holds.  b
              The result is 2 times too large.
                got: 4
                expected: 2
              Read it again.
              Try it yourself, in the exercise's folder:
                from scaling import double

                double(1)
              It printed:
                debugging

total  The sum  1/1
  passed      c holds.  c
  not run     d holds.  d
              There is no CUDA device.
"""


def test_a_report_reads_task_by_task():
    text = shown(
        report(
            check("a"),
            check("b", status=Status.FAILED, told=WRONG, output="debugging\n"),
            check("c", "total"),
            check("d", "total", Status.NOT_RUN, Feedback("There is no CUDA device.")),
        )
    )

    assert text == REPORT


def test_an_unwritten_task_is_to_do_and_not_an_error():
    text = shown(report(check("a", **UNWRITTEN), check("b", **UNWRITTEN), check("c", "total")))

    assert "to do       Not written yet: 2 checks will look at it." in text
    assert "ERROR" not in text


def test_a_file_that_cannot_be_loaded_is_told_once():
    text = shown(report(check("a", **AT_LOAD), check("b", **AT_LOAD), check("c", "total", **AT_LOAD)))

    assert text.count("NameError") == 1
    assert "All 3 checks that ran say so." in text


def test_blocked_checks_are_not_said_to_have_run():
    text = shown(
        report(check("a", **AT_LOAD), check("b", **AT_LOAD), check("c", "total", Status.BLOCKED, Feedback("Not run.")))
    )

    assert "All 2 checks that ran say so." in text


def test_checks_with_other_evidence_are_told_one_by_one():
    one, other = Feedback("The result is wrong.", "got: 1"), Feedback("The result is wrong.", "got: 2")

    text = shown(report(check("a", status=Status.FAILED, told=one), check("b", status=Status.FAILED, told=other)))

    assert "got: 1" in text and "got: 2" in text


def test_a_single_failing_check_keeps_its_name():
    assert "  a\n" in shown(report(check("a", **AT_LOAD)))


def test_a_problem_is_all_there_is_to_say():
    text = shown(replace(report(), tasks=(), submission=None, problem="scaling.py: the file is empty\nReset it."))

    assert text.splitlines()[1:] == ["scaling.py: the file is empty", "Reset it."]


def test_what_is_not_a_grade_says_so():
    assert "this is not a grade" in shown(report(check("a"), is_grade=False))


def test_the_call_of_a_hidden_check_is_not_shown():
    hidden = check("a", status=Status.FAILED, told=WRONG, visibility=Visibility.HIDDEN)

    assert "double(1)" not in shown(report(hidden, check("b")))
    assert "expected: 2" not in shown(report(hidden, hidden))


def test_some_checks_are_told_with_what_they_earn():
    text = plain(check_lines([check("a"), check("b", status=Status.FAILED, told=Feedback("It is wrong."))], 1.5, 3))

    assert text.splitlines() == [
        "1.5 of 3 points",
        "  passed      a holds.  a",
        "  FAILED      b holds.  b",
        "              It is wrong.",
    ]


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_word(status):
    assert WORDS[status][0] in shown(report(check("a", status=status), check("b")))


# -- the next step -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("checks", "words"),
    [
        ([check("a")], "All passed."),
        ([check("a", **UNWRITTEN)], "Next: write `double` in exercises/scaling/scaling.py. The idea is in exercises/scaling/README.md."),
        ([check("a"), check("b", status=Status.FAILED, told=WRONG)], "Next: b in `double`. Stuck? `learnnn hint scaling::double`"),
        ([check("a", **AT_LOAD), check("b", **AT_LOAD)], "Next: mend that first, in exercises/scaling/scaling.py."),
        ([check("a", status=Status.BROKEN)], "Next: tell the course's staff that scaling's a is broken; it costs you nothing."),
    ],
    ids=["passed", "unwritten", "failed", "load", "broken"],
)  # fmt: skip
def test_there_is_one_next_step(checks, words):
    assert step(report(*checks)) == words


def test_after_the_last_check_comes_the_next_exercise():
    assert step(report(check("a")), following="dropout") == (
        "All passed. Next: exercises/dropout/README.md, then `learnnn check dropout`."
    )


def test_the_first_exercise_that_does_not_pass_comes_next():
    failing = report(check("b", status=Status.FAILED, told=WRONG))

    assert step(report(check("a")), failing).startswith("Next: b")


# -- the rest ----------------------------------------------------------------------------------------------------------


def test_several_reports_are_summed_up_in_a_line_each():
    failing = report(check("a"), check("b", status=Status.FAILED, told=WRONG))
    missing = replace(report(), problem="there is no such file")

    text = plain(summary_lines([report(check("a")), failing, missing]))

    assert text.splitlines() == [
        "  scaling  passed  1/1 checks  2/2 points",
        "  scaling  not yet 1/2 checks  1/2 points",
        "  scaling  PROBLEM 0/0 checks  0/0 points",
    ]


def test_a_course_is_listed_in_order():
    text = plain(course_lines(Course("A course", ROOT, (EXERCISE,), NotRunPolicy.EXCUSED), {"scaling": State.STARTED}))

    assert text.splitlines() == [
        "A course",
        "",
        "scaling  Scaling  3 points  started",
        "  scaling::double  Twice as much  2",
        "  scaling::total  The sum  1",
    ]


def test_modules_are_headings_and_an_exercise_says_what_it_builds_on():
    first = replace(EXERCISE, module="One neuron")
    second = replace(EXERCISE, slug="adding", module="Networks", prerequisites=("scaling",))
    third = replace(EXERCISE, slug="halving", module="Networks", tasks=())

    text = plain(
        course_lines(
            Course("A course", ROOT, (first, second, third), NotRunPolicy.EXCUSED),
            dict.fromkeys(("scaling", "adding", "halving"), State.TODO),
        )
    )

    assert [line for line in text.splitlines() if line and "::" not in line] == [
        "A course",
        "One neuron",
        "scaling  Scaling  3 points  to do",
        "Networks",
        "adding  Scaling  3 points  to do",
        "  builds on scaling",
        "halving  Scaling  0 points  to do",
    ]


@pytest.mark.parametrize(
    ("adding", "halving", "words"),
    [
        (State.TODO, State.STARTED, "scaling builds on adding, halving, not passed yet."),
        (
            State.PASSED,
            State.STARTED,
            "scaling builds on halving, not passed yet. Lost? Go there first: `learnnn check halving`.",
        ),
        (State.PASSED, State.STALE, ""),
    ],
)
def test_what_an_exercise_builds_on_is_told_as_far_as_it_never_passed(adding, halving, words):
    foundations = [Stand(replace(EXERCISE, slug="adding"), adding), Stand(replace(EXERCISE, slug="halving"), halving)]

    text = plain(foundation_lines(EXERCISE, foundations))

    assert text.startswith(words)
    assert bool(text) is bool(words)


def test_progress_is_a_line_for_each_exercise_and_a_sum():
    tried = Attempt("scaling", "2030-01-02T03:04:05+00:00", "", "", ("double",), 2, 2, 3)
    stale = Stand(EXERCISE, State.STALE, frozenset({"double"}), "edited since it passed")
    done = Stand(replace(EXERCISE, slug="adding"), State.PASSED, frozenset({"double", "total"}))
    course = Course("A course", ROOT, (stale.exercise, done.exercise), NotRunPolicy.EXCUSED)

    title, first, second, total = plain(progress_lines(course, [(stale, [tried, tried]), (done, [])])).splitlines()

    assert title == "A course"
    assert first.split()[:6] == ["scaling", "stale", "1", "of", "2", "tasks"]
    assert first.endswith("2 attempts  edited since it passed")
    assert second.split() == ["adding", "passed", "2", "of", "2", "tasks"]
    assert total == "1 of 2 exercises passed."


def test_what_is_graded_by_hand_is_listed_so():
    exercise = replace(EXERCISE, reflections=(Reflection("why", "Why so?", 2.5),))

    lines = list(course_lines(Course("A course", ROOT, (exercise,), NotRunPolicy.EXCUSED), {"scaling": State.TODO}))

    assert lines[2][1:] == (("  Scaling  3 points  ", ""), ("to do", "dim"))
    assert lines[-1] == (("  scaling::why  Why so?  2.5, graded by hand", "dim"),)


@pytest.mark.parametrize(
    ("seen", "is_repeat", "words"),
    [
        (1, False, ["e::t, hint 1 of 2", "mild", "", "Ask again for the next one: 1 left."]),
        (2, False, ["e::t, hint 2 of 2", "strong", "", "That was the last one."]),
        (2, True, ["e::t, hint 1 of 2", "mild", "", "e::t, hint 2 of 2", "strong", "", "That was the last one."]),
        (0, True, ["No hint for e::t was given so far: `learnnn hint e::t` gives one."]),
        (5, True, ["e::t, hint 1 of 2", "mild", "", "e::t, hint 2 of 2", "strong", "", "That was the last one."]),
    ],
)
def test_hints_are_given_one_by_one(seen, is_repeat, words):
    assert plain(hint_lines("e::t", ["mild", "strong"], seen, is_repeat=is_repeat)).splitlines() == words


def test_an_error_says_what_where_and_what_next():
    assert plain(error_lines("it is empty", "a.py:3", "Write it.")) == "error: a.py:3: it is empty\nWrite it.\n"


def test_a_validation_names_what_is_to_be_mended():
    result = Validation(EXERCISE, (Finding("it is missing", ROOT / "a.py"),), checks=2, not_run=1, known_wrong=1)

    assert plain(validation_lines(result, ROOT)).splitlines() == [
        "FAILED scaling: 2 checks, 1 known-wrong solution, 1 not run on this machine",
        "  a.py: it is missing",
    ]


def test_symptoms_say_what_they_cost():
    symptoms = [
        Symptom("python", "3.11"),
        Symptom("cuda", "none", "no CUDA checks"),
        Symptom("torch", "none", "all", is_fatal=True),
    ]

    assert plain(doctor_lines(symptoms)).splitlines() == [
        "ok      python  3.11",
        "note    cuda    none: no CUDA checks",
        "MISSING torch   none: all",
    ]


def test_a_mistake_is_explained_once():
    told = Feedback("The sum is missing.", "got: 1", "Add it.", snippet="f(1)", misconception="no_sum")

    failing = [check(name, status=Status.FAILED, told=told) for name in "ab"]

    text = shown(report(*failing, check("c")))

    assert text.count("The sum is missing.") == text.count("Add it.") == text.count("f(1)") == 1
    assert text.count("got: 1") == 2
    assert "The same mistake." in text
