"""The JSON report has exactly the fields of its schema, and is JSON whatever a student's code said."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

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
)
from learnnn.core.report_json import course_dumps, dumps, from_dict, to_dict
from learnnn.judge.scoring import score


class _Exact(msgspec.Struct, forbid_unknown_fields=True):
    """A mapping with these fields and no other."""


class _Points(_Exact):
    earned: float
    possible: float


class _Feedback(_Exact):
    happened: str
    evidence: str
    look_at: str
    traceback: list[str]
    snippet: str
    misconception: str | None


class _Check(_Exact):
    name: str
    title: str
    status: Status
    visibility: str
    weight: float
    feedback: _Feedback | None
    output: str
    duration_s: float
    exception: str | None


class _Task(_Exact):
    name: str
    title: str
    status: Status
    points: _Points
    checks: list[_Check]


class _Submission(_Exact):
    path: str
    sha256: str


class _Environment(_Exact):
    isolation: str
    devices: list[str]
    versions: dict[str, str]
    seed: str


class _Report(_Exact):
    exercise: str
    title: str
    passed: bool
    is_grade: bool
    problem: str | None
    points: _Points
    submission: _Submission | None
    environment: _Environment
    tasks: list[_Task]


class _Document(_Exact):
    schema_version: int
    reports: list[_Report]


EXERCISE = Exercise("scaling", "Scaling", (Task("double", "Twice", 2, ("other",)),), (), (), Limits())
ENVIRONMENT = Environment("process", ("cpu", "phantom"), {"numpy": "2"}, "public")
SUBMISSION = Submission("scaling", Path("scaling.py"), "x = 1", "ab" * 32)


def report(*checks, **more) -> Report:
    return Report(
        EXERCISE, score(EXERCISE, checks, NotRunPolicy.EXCUSED), ENVIRONMENT, **({"submission": SUBMISSION} | more)
    )


def check(status=Status.PASSED, **more) -> CheckResult:
    return CheckResult("test_it[cpu]", "double", "It doubles.", status, **more)


@pytest.mark.parametrize(
    "of",
    [
        report(check()),
        report(check(Status.FAILED, feedback=Feedback("It is wrong.", "got: 1", traceback=("line 1",), misconception="squares"))),
        report(check(Status.ERROR, exception="ValueError", output="printed")),
        report(submission=None, problem="there is no such file"),
        report(check(), is_grade=False),
        *(report(check(status)) for status in Status),
    ],
)  # fmt: skip
def test_a_report_has_exactly_the_fields_of_its_schema(of):
    document = msgspec.json.decode(dumps([of]), type=_Document)

    assert document.schema_version == 1


def test_a_report_says_what_was_graded_and_what_it_earned():
    (told,) = msgspec.json.decode(dumps([report(check(), check(Status.FAILED))]), type=_Document).reports

    assert (told.submission.path, told.submission.sha256) == ("scaling.py", "ab" * 32)
    assert (told.passed, told.points.earned, told.points.possible) == (False, 1.0, 2.0)


def test_the_source_is_not_repeated():
    assert "x = 1" not in dumps([report(check())])


@pytest.mark.parametrize("text", ["\ud800", "\0", "é🙂", '"}', "\u2028"])
def test_text_of_theirs_does_not_break_the_document(text):
    document = json.loads(dumps([report(check(Status.FAILED, feedback=Feedback(text), output=text))]))

    assert document["reports"][0]["tasks"][0]["checks"][0]["output"] == text


@pytest.mark.parametrize(
    "of",
    [
        report(
            check(), check(Status.FAILED, feedback=Feedback("Wrong.", "1", traceback=("line 1",), misconception="x"))
        ),
        report(submission=None, problem="there is no such file"),
        report(check(Status.BROKEN, output="printed", duration_s=0.5, exception="KeyError"), is_grade=False),
    ],
)
def test_a_report_that_was_kept_reads_as_it_was(of):
    course = Course("A course", Path(), (EXERCISE,), NotRunPolicy.EXCUSED)

    kept = from_dict(json.loads(json.dumps(to_dict(of))), course)

    assert to_dict(kept) == to_dict(of)
    assert list(kept.checks) == list(of.checks)


def test_reports_keep_their_order():
    other = Report(Exercise("dropout", "Dropout", (), (), (), Limits()), (), ENVIRONMENT)

    assert [told["exercise"] for told in json.loads(dumps([other, report()]))["reports"]] == ["dropout", "scaling"]


def test_a_course_is_listed_with_its_tasks_and_reflections():
    why = Reflection("why", "Why so?", 3)
    exercise = replace(EXERCISE, reflections=(why,), module="One neuron", prerequisites=("adding",))

    document = json.loads(course_dumps(Course("A course", Path(), (exercise,), NotRunPolicy.EXCUSED)))

    assert document == {
        "schema_version": 1,
        "title": "A course",
        "exercises": [
            {
                "slug": "scaling",
                "title": "Scaling",
                "module": "One neuron",
                "prerequisites": ["adding"],
                "points": 2,
                "tasks": [{"name": "double", "title": "Twice", "points": 2, "needs": ["other"]}],
                "reflections": [{"name": "why", "title": "Why so?", "points": 3}],
            }
        ],
    }
