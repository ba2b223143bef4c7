"""The course of this repository, through the engine: untouched stubs earn nothing, references everything."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from learnnn.course import course_file
from learnnn.course.layout import Layout
from learnnn.diagnosis.misconceptions import load_all
from tests.conftest import ROOT, Run, copy_of_course

COURSE = course_file.load(ROOT)
SLUGS = [exercise.slug for exercise in COURSE.exercises]


@pytest.fixture
def course(tmp_path: Path, catalogue: Path) -> Layout:
    """A copy of the course as a student has it: every stub untouched."""
    return Layout(copy_of_course(tmp_path, catalogue))


@pytest.mark.slow
def test_untouched_stubs_earn_nothing(course: Layout, learnnn: Run) -> None:
    ran = learnnn("check", "--all", "--json", cwd=course.root, timeout_s=600)

    reports = json.loads(ran.out)["reports"]
    statuses = {check["status"] for report in reports for task in report["tasks"] for check in task["checks"]}
    assert ran.code == 1
    assert [report["exercise"] for report in reports] == SLUGS
    assert "passed" not in statuses
    assert sum(report["points"]["earned"] for report in reports) == 0


@pytest.mark.slow
def test_references_in_the_stubs_place_pass_everything(course: Layout, learnnn: Run) -> None:
    for slug in SLUGS:
        shutil.copy(course.reference(slug), course.stub(slug))

    ran = learnnn("check", "--all", "--json", cwd=course.root, timeout_s=600)

    reports = json.loads(ran.out)["reports"]
    assert ran.code == 0, ran.out
    for report in reports:
        graded = course.stub(report["exercise"])
        assert report["passed"]
        assert report["submission"]["path"] == str(graded)
        assert report["submission"]["sha256"] == hashlib.sha256(graded.read_bytes()).hexdigest()


@pytest.mark.slow
@pytest.mark.parametrize("slug", ["perceptron", "dropout", "training_loop"])
def test_a_known_wrong_solution_is_caught_and_named(slug: str, course: Layout, learnnn: Run) -> None:
    """The first whose required checks are public, as a student would meet it; `learnnn validate` tries them all."""
    exercise = course_file.load(course.root).exercise(slug)
    assert exercise is not None
    public = course.public_checks(slug).read_text()
    wrong = next(one for one in load_all(exercise, course) if all(f"def {name}(" in public for name in one.required))
    course.stub(slug).write_text(wrong.submission.source)

    ran = learnnn("check", slug, "--json", cwd=course.root, timeout_s=300)

    told = {
        check["feedback"]["misconception"]
        for task in ran.report["tasks"]
        for check in task["checks"]
        if check["feedback"]
    }
    assert ran.code == 1
    assert wrong.name in told


@pytest.mark.parametrize("slug", SLUGS)
def test_every_exercise_has_six_known_wrong_solutions(slug: str) -> None:
    assert len(Layout(ROOT).wrong(slug)) >= 6


@pytest.mark.parametrize("slug", SLUGS)
def test_every_exercise_has_right_solutions_in_two_more_styles(slug: str) -> None:
    assert len(Layout(ROOT).right(slug)) >= 2


@pytest.mark.parametrize("slug", SLUGS)
def test_points_are_round(slug: str) -> None:
    exercise = COURSE.exercise(slug)

    assert exercise is not None and exercise.points == 10


# What a student may write instead of an answer, in every function and method at once.
JUNK = {
    "an object that equals everything": "return type('Equal', (), {'__eq__': lambda a, b: True, '__ne__': lambda a, b: False})()",
    "not a number": "return float('nan')",
    "an empty list": "return []",
    "the arguments": "return locals()",
    "an exit": "import os; os._exit(0)",
}


@pytest.mark.slow
@pytest.mark.parametrize("junk", JUNK)
def test_junk_earns_nothing(junk: str, course: Layout, learnnn: Run) -> None:
    for slug in SLUGS:
        stub = course.stub(slug)
        stub.write_text(stub.read_text().replace("raise NotImplementedError", JUNK[junk]))

    ran = learnnn("check", "--all", "--json", cwd=course.root, timeout_s=900)

    passed = [
        f"{report['exercise']}: {check['name']}"
        for report in json.loads(ran.out)["reports"]
        for task in report["tasks"]
        for check in task["checks"]
        if check["status"] == "passed"
    ]
    assert passed == []
