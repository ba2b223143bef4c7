"""The same work gets the same score: in another order, by another number of processes, on a cluster, at another level."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from learnnn.classroom.batch import Assignment, Grader, Work
from learnnn.core.model import Isolation, Verdict
from learnnn.course import intake
from learnnn.course.course_file import load
from tests.grounds.classroom import Class
from tests.grounds.dask_cluster import dask

pytestmark = pytest.mark.slow
SEED = "identity"
STUDENTS = 16


@pytest.fixture(scope="module")
def a_class(tmp_path_factory: pytest.TempPathFactory) -> Class:
    """Every kind of work there is, twice, timed checks included."""
    return Class.of_many(tmp_path_factory.mktemp("class"), STUDENTS, is_timed=True)


Scores = dict[str, tuple[float | None, tuple[str, ...]]]  # by the work's sha256: points, and what every check said


@pytest.fixture(scope="module")
def usual(a_class: Class) -> Scores:
    """What they get here and now."""
    return _scores(_verdicts(a_class, "process"))


def _verdicts(a_class: Class, level: str, *, is_reversed: bool = False) -> list[Verdict]:
    """The class graded in one process, at this level if it is to be had."""
    course = load(a_class.toy.root)
    works = [
        Work(received.student, received.submission)
        for hand_in in intake.hand_ins(a_class.folder)
        for received in intake.read(hand_in, course.exercises)
        if received.submission is not None
    ]
    grader = Grader(Assignment(str(course.root), SEED, weakest=Isolation.PROCESS, strongest=Isolation(level)))
    try:
        if grader.prepare(["scaling"]) is not Isolation(level):
            pytest.skip(f"{level} is not to be had here")
        return grader.grade(works[::-1] if is_reversed else works)
    finally:
        grader.close()


def _scores(verdicts: list[Verdict]) -> Scores:
    return {verdict.sha256: (verdict.earned, _said(verdict.report or {})) for verdict in verdicts}


def _said(report: dict[str, Any]) -> tuple[str, ...]:
    return tuple(f"{check['name']} {check['status']}" for task in report["tasks"] for check in task["checks"])


def _points(verdicts: list[dict[str, Any]]) -> dict[str, float | None]:
    return {row["sha256"]: row["earned"] for row in verdicts}


@pytest.mark.parametrize("level", [level.value for level in Isolation if level is not Isolation.NONE])
def test_at_every_level(level: str, a_class: Class, usual: Scores) -> None:
    assert _scores(_verdicts(a_class, level)) == usual


def test_in_another_order(a_class: Class, usual: Scores) -> None:
    assert _scores(_verdicts(a_class, "process", is_reversed=True)) == usual


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_by_another_number_of_processes(jobs: str, a_class: Class, usual: Scores, tmp_path: Path) -> None:
    graded = a_class.grade_json("--seed", SEED, "--jobs", jobs, "--store", tmp_path / "grades.sqlite")

    assert _points(graded["verdicts"]) == {sha256: points for sha256, (points, _) in usual.items()}


def test_on_a_cluster(a_class: Class, usual: Scores, tmp_path: Path) -> None:
    with dask(tmp_path, workers=2) as cluster:
        graded = a_class.grade_json("--seed", SEED, "--cluster", cluster.address, "--store", tmp_path / "grades.sqlite")

    assert _points(graded["verdicts"]) == {sha256: points for sha256, (points, _) in usual.items()}
