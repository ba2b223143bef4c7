"""What is withheld now is nowhere to be read now, whoever writes the report; it is kept, and each layer adds to the last."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import astuple, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from learnnn.core.learning import Stand, State
from learnnn.core.model import (
    CheckResult,
    Course,
    Environment,
    Exercise,
    Feedback,
    Layer,
    Limits,
    NotRunPolicy,
    Report,
    Status,
    Submission,
    Task,
    Visibility,
    Withheld,
)
from learnnn.core.outcomes import CheckFailed, Frame, StudentCrashed, StudentRaised
from learnnn.core.report_json import dumps, from_dict, to_dict
from learnnn.core.wording import passages
from learnnn.course import course_file
from learnnn.course.layout import Layout
from learnnn.desk.progress import Progress
from learnnn.diagnosis.catalogue import Entry, sayings_of
from learnnn.diagnosis.causes import explain
from learnnn.diagnosis.misconceptions import load_all
from learnnn.judge.bench import Bench
from learnnn.judge.feedback import feedback_of, withheld_of
from learnnn.judge.grading import judge
from learnnn.judge.grading import report as report_on
from learnnn.judge.scoring import score
from learnnn.judge.trials import Job, Plan
from learnnn.nbgrader.cells import Cell, Kind, Outline
from learnnn.nbgrader.verdict_cells import graded_notebook
from learnnn.report.render import check_lines, plain, report_lines
from learnnn.report.render_html import checks_html, report_html, tasks_html
from learnnn.report.report_page import Section, page
from tests.conftest import ROOT, copy_of_course

MARK = "WITHHELD"
ALL = Withheld(f"{MARK} evidence", f"{MARK} call", (f"{MARK} line",), f"{MARK} print", f"{MARK} note")
EXERCISE = Exercise("scaling", "Scaling", (Task("double", "Twice as much", 2),), (), (), Limits())
COURSE = Course("A course", ROOT, (EXERCISE,), NotRunPolicy.EXCUSED)
HIDDEN = CheckResult(
    "test_it", "double", "It doubles.", Status.FAILED,
    visibility=Visibility.HIDDEN, feedback=Feedback("The result has a wrong value.", look_at="Read it again."), withheld=ALL,
)  # fmt: skip


def a_report(*checks: CheckResult) -> Report:
    tasks = score(EXERCISE, checks, NotRunPolicy.EXCUSED)
    submission = Submission("scaling", Path("scaling.py"), "", "ab" * 32)
    return Report(EXERCISE, tasks, Environment("process", ("cpu",), {}, "public"), submission)


# -- layers ------------------------------------------------------------------------------------------------------------


def texts(check: CheckResult, layer: Layer) -> set[str]:
    return {passage.text for passage in passages(check, layer)}


def test_each_layer_tells_more_than_the_one_before():
    told = [texts(HIDDEN, layer) for layer in Layer]

    assert all(less < more for less, more in pairwise(told))
    assert told[0] == {"The result has a wrong value.", "Read it again."}
    assert told[1] - told[0] == {ALL.evidence, ALL.snippet}
    assert told[2] - told[1] == {*ALL.traceback, ALL.output, ALL.note}


def test_whoever_names_no_layer_gets_the_first():
    assert set(passages(HIDDEN)) == set(passages(HIDDEN, Layer.NOW))
    assert to_dict(a_report(HIDDEN)) == to_dict(a_report(HIDDEN), Layer.NOW)


def test_even_what_should_not_be_in_the_feedback_of_a_hidden_check_is_not_told():
    told = Feedback("Wrong.", MARK, "Look.", (MARK,), MARK, "squares")

    for layer in (Layer.NOW, Layer.AFTER_DUE):
        seen = replace(HIDDEN, feedback=told, output=MARK, withheld=None).at(layer)

        assert (seen.feedback, seen.output) == (Feedback("Wrong.", look_at="Look.", misconception="squares"), "")


def test_a_public_check_tells_all_at_once_but_the_note():
    told = Feedback("Wrong.", "got: 1", "Look.", ("line 1",), "double(1)")
    public = replace(
        HIDDEN, visibility=Visibility.PUBLIC, feedback=told, output="printed", withheld=Withheld(note="note")
    )

    assert texts(public, Layer.NOW) == texts(public, Layer.AFTER_DUE) == texts(public, Layer.STAFF) - {"note"}


# -- what is withheld --------------------------------------------------------------------------------------------------


def test_of_a_wrong_answer_the_comparison_is_kept():
    error = CheckFailed("It is 2 times too large.", evidence="got: 4", look_at="Look.")

    kept = withheld_of(error, is_hidden=True, snippet="double(1)", output="printed")

    assert kept == Withheld(
        "It is 2 times too large.\ngot: 4\nLook.", "double(1)", (), "printed", "CheckFailed: It is 2 times too large."
    )


THEIRS = [
    StudentRaised("Carries7919", "7919", frames=(Frame("7919.py", 7919, "f7919", "raise 7919"),)),
    StudentRaised("ValueError", "7919"),
    StudentRaised("Unsendable", "7919"),
    StudentCrashed("it ended the process (exit code 7919)"),
]


@pytest.mark.parametrize("error", THEIRS, ids=repr)
def test_what_their_code_chose_is_for_staff_alone(error):
    kept = withheld_of(error, is_hidden=True, output="7919")
    check = replace(HIDDEN, feedback=feedback_of(error, is_hidden=True), withheld=kept)

    assert not any("7919" in str(part) for part in astuple(check.at(Layer.AFTER_DUE)))
    assert "7919" in kept.note


def test_of_a_long_output_the_end_is_kept():
    kept = withheld_of(CheckFailed("Wrong."), is_hidden=True, output="x" * 100_000 + "the end")

    assert len(kept.output) == 10_000 and kept.output.endswith("the end")


def test_of_a_public_check_only_the_note_is_withheld():
    error = StudentRaised("KeyError", "'a'", frames=(Frame("scaling.py", 3, "double", "x['a']"),))

    assert withheld_of(error, is_hidden=False, snippet="f()", output="o") == Withheld(
        note="StudentRaised: KeyError: 'a'"
    )


# -- writers -----------------------------------------------------------------------------------------------------------


def a_page(report: Report, _: Path) -> str:
    section = Section(Stand(report.exercise, State.STARTED), report)
    return page(replace(COURSE, exercises=(report.exercise,)), [section], made_at=datetime(2030, 1, 2, tzinfo=UTC))


def a_verdict_cell(report: Report, _: Path) -> str:
    """The notebook that nbgrader gets, with a test cell for each check function."""
    functions = dict.fromkeys((check.task, check.function) for check in report.checks)
    cells = [Cell(f"{task}-{name}", Kind.TEST, "check()", 1.0, name, task) for task, name in functions]
    notebook = {
        "cells": [cell.as_notebook_cell() for cell in cells],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    outline, scores = Outline(report.exercise.slug, tuple(cells)), {cell.grade_id: 0.0 for cell in cells}
    return graded_notebook(msgspec.json.encode(notebook), outline, report, scores).decode()


def the_last_report(report: Report, folder: Path) -> str:
    """What `learnnn check` keeps on the student's disk."""
    layout = Layout(folder)
    for path in layout.graded_by(report.exercise.slug):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    Progress.open(Course("A course", folder, (report.exercise,), NotRunPolicy.EXCUSED)).note(report)
    return layout.last_report(report.exercise.slug).read_text()


WRITERS: dict[str, Callable[[Report, Path], str]] = {
    "terminal": lambda report, _: plain(report_lines(report, root=ROOT)),
    "cell in a terminal": lambda report, _: plain(check_lines(list(report.checks), 0, 1)),
    "notebook": lambda report, _: report_html(report),
    "cell in a notebook": lambda report, _: checks_html(list(report.checks), 0, 1),
    "tasks of a page": lambda report, _: "".join(html for _, html in tasks_html(report)),
    "page": a_page,
    "nbgrader": a_verdict_cell,
    "JSON": lambda report, _: dumps([report]),
    "answer of the judge": lambda report, _: json.dumps(to_dict(report)),
    "last report": the_last_report,
}


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("checks", [[HIDDEN], [HIDDEN, replace(HIDDEN, name="test_that")]], ids=["one", "all alike"])
def test_no_writer_tells_what_is_withheld(writer: str, checks: list[CheckResult], tmp_path: Path) -> None:
    told = WRITERS[writer](a_report(*checks), tmp_path)

    assert "wrong value" in told
    assert MARK not in told


@pytest.mark.parametrize("layer", Layer)
def test_a_terminal_tells_the_layer_that_is_asked_for(layer: Layer):
    for checks in ([HIDDEN], [HIDDEN, replace(HIDDEN, name="test_that")]):
        told = plain(report_lines(a_report(*checks), root=ROOT, layer=layer))

        assert (ALL.evidence in told) == (layer is not Layer.NOW)
        assert (ALL.note in told) == (ALL.traceback[0] in told) == (layer is Layer.STAFF)


def test_what_is_kept_for_staff_reads_as_it_was():
    of = a_report(HIDDEN)

    kept = from_dict(json.loads(json.dumps(to_dict(of, Layer.STAFF))), COURSE)

    assert list(kept.checks) == list(of.checks)


# -- a whole catalogue of mistakes -------------------------------------------------------------------------------------

NUMBER = re.compile(r"\d+\.\d{3,}")  # not by chance in another text


@pytest.fixture(scope="module")
def mistakes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Report]]:
    """The reports on all known-wrong solutions of one exercise, diagnosed, with all checks."""
    root = copy_of_course(tmp_path_factory.mktemp("course"))
    course = course_file.load(root)
    exercise, bench = course.exercise("backprop"), Bench(Layout(root))
    assert exercise is not None
    wrong = load_all(exercise, bench.layout)
    jobs = [Job(exercise, one.submission) for one in wrong]
    try:
        judged = judge(Plan(course, bench, jobs, with_hidden=True, hidden_seed="layers"))
        entries = [Entry(one, sayings_of(trials)) for one, trials in zip(wrong, judged, strict=True)]
        yield [
            report_on(job, explain(trials, entries), course, bench) for job, trials in zip(jobs, judged, strict=True)
        ]
    finally:
        bench.close()


def _without_durations(report: Report) -> Report:
    tasks = (
        replace(task, checks=tuple(replace(check, duration_s=0.0) for check in task.checks)) for task in report.tasks
    )
    return replace(report, tasks=tuple(tasks))


@pytest.mark.slow
def test_no_known_mistake_is_told_what_a_hidden_check_expected(mistakes: list[Report], tmp_path: Path) -> None:
    for report in map(_without_durations, mistakes):  # they may be any number
        public = {
            number for check in report.checks if check.visibility is Visibility.PUBLIC for number in _numbers(check)
        }
        secret = {
            number
            for check in report.checks
            if check.visibility is Visibility.HIDDEN
            for number in _numbers(check, Layer.STAFF)
        }

        for name, write in WRITERS.items():
            told = set(NUMBER.findall(write(report, tmp_path / name)))
            assert not told & (secret - public), name


@pytest.mark.slow
def test_after_the_due_date_a_hidden_check_tells_what_it_expected(mistakes: list[Report]) -> None:
    failed = [
        check
        for report in mistakes
        for check in report.checks
        if check.visibility is Visibility.HIDDEN and check.status is Status.FAILED
    ]

    with_numbers = [check for check in failed if _numbers(check, Layer.AFTER_DUE)]

    assert len(with_numbers) > len(failed) / 2
    for check in failed:
        told = [texts(check, layer) for layer in Layer]
        assert told[0] <= told[1] < told[2]


def _numbers(check: CheckResult, layer: Layer = Layer.NOW) -> set[str]:
    return {number for text in texts(check, layer) for number in NUMBER.findall(text)}
