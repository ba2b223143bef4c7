"""Honest accidents: no check of the course breaks on one, and whoever has one gets a score and is told of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from learnnn.authoring import strange
from learnnn.authoring.strange import ACCIDENTS, Strange
from learnnn.course import course_file
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from tests.conftest import ROOT, Run, Toy, copy_of_course
from tests.grounds.classroom import trust

BREAKS_ON_TEXT = '''

@pytest.mark.task("total")
def test_total_is_halved(student):
    """Half of the total is right."""
    assert student.total(np.ones(4)) / 2 == 2.0
'''
SLUGS = [exercise.slug for exercise in course_file.load(ROOT).exercises]


def _strange(root: Path, slug: str) -> list[Strange]:
    layout = Layout(root)
    return strange.of(submissions.read(layout.stub(slug), slug), submissions.read(layout.reference(slug), slug))


def test_every_name_has_every_accident_once(toy: Toy) -> None:
    ones = _strange(toy.root, "scaling")

    assert {name for one in ones for name in one.accidents} == {"double", "total", "Counter.add"}
    for name in ones[0].accidents:
        assert sorted(one.accidents[name] for one in ones) == sorted(ACCIDENTS)


def test_a_check_that_breaks_on_strange_answers_is_found(toy: Toy, learnnn: Run) -> None:
    hidden = toy.root / "solutions" / "scaling" / "test_scaling_hidden.py"
    hidden.write_text(hidden.read_text() + BREAKS_ON_TEXT)

    ran = learnnn("validate", "--strange", cwd=toy.root)

    assert ran.code == 1
    assert "test_total_is_halved breaks where `total` answers a text: TypeError" in ran.out
    assert "breaks" not in learnnn("validate", cwd=toy.root).out


def test_the_toy_course_can_take_strange_answers(toy: Toy, learnnn: Run) -> None:
    assert learnnn("validate", "--strange", cwd=toy.root).code == 0


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_course(tmp_path_factory.mktemp("course"))


def _grade(root: Path, slug: str, folder: Path) -> dict[str, Any]:
    for number, one in enumerate(_strange(root, slug)):
        place = folder / f"accident_{number:02}"
        place.mkdir(parents=True)
        (place / f"{slug}.py").write_text(one.submission.source)
    done = subprocess.run(
        [sys.executable, "-m", "learnnn.cli", "grade", str(folder), "--exercise", slug, *trust(), "--json"],
        check=False, cwd=root, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    content: dict[str, Any] = json.loads(done.stdout)
    return content


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_accidents_have_a_score_and_are_told(slug: str, course: Path, tmp_path: Path) -> None:
    graded = _grade(course, slug, tmp_path / "handed in")

    rows = graded["verdicts"]
    assert len(rows) == len(ACCIDENTS) > 20
    assert {row["standing"] for row in rows} <= {"failed", "passed"}
    assert all(row["earned"] is not None for row in rows)
    told = _shown(course, tmp_path / "handed in", "accident_00")  # its first name is None
    assert re.search(r" is None, and not a function|'NoneType' object", told), told


def _shown(root: Path, folder: Path, student: str) -> str:
    command = [sys.executable, "-m", "learnnn.cli", "grade", str(folder), "--show", student]
    done = subprocess.run(command, check=False, cwd=root, capture_output=True, text=True, timeout=60)
    return " ".join(done.stdout.split())
