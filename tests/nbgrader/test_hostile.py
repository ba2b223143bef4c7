"""Notebooks that are broken or mean harm: each ends with the right score or a reason, and the others are graded."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("nbgrader")

from tests.conftest import SAMPLES
from tests.grounds.nbgrader import Cells, Edit, Ground, added, answers, each, replaced, without

pytestmark = pytest.mark.slow

SLUG = "scaling"
TOY = SAMPLES / "toy"


def forged(**changes: Any) -> Edit:
    """Claim something else in the metadata of every test cell."""
    return each(is_test, lambda cell: cell["metadata"]["nbgrader"].update(changes))


def is_test(name: str) -> bool:
    return name.startswith(("test_", "hidden-"))


def is_answer(name: str) -> bool:
    return name.startswith("answer-")


def with_source(source: str) -> Any:
    return lambda cell: cell.update(source=source)


def retyped(cell: dict[str, Any]) -> None:
    cell["cell_type"] = "markdown"
    cell.pop("outputs", None)
    cell.pop("execution_count", None)


def full_marks_on_display(cell: dict[str, Any]) -> None:
    cell["outputs"] = [
        {"output_type": "execute_result", "data": {"text/plain": "2.0"}, "metadata": {}, "execution_count": 1}
    ]


def doubled(cells: Cells) -> None:
    cells.extend(json.loads(json.dumps(cells)))


def split_answers(cells: Cells) -> None:
    """An answer cell in two, as Jupyter's split does: both halves have the id."""
    for number, cell in reversed(list(enumerate(cells))):
        if is_answer(cell["metadata"].get("nbgrader", {}).get("grade_id", "")):
            half = json.loads(json.dumps(cell)) | {"id": f"half-{number}", "source": "# the other half"}
            cells.insert(number, half)


PATCHES_CHECK = """\
import learnnn.notebook
check = lambda *args, **kwargs: None
learnnn.notebook.check = check
"""
PATCHES_ALL = """\
import builtins, sys, unittest
def check(*args, **kwargs): return 100.0
builtins.check = check
AssertionError.__init__ = lambda *a: None
"""

# Each with what comes of it, all answers being right otherwise: full marks, none, or a reason instead of a score.
HARMLESS: dict[str, list[Edit]] = {
    "adds cells of his own": [added("x = 1\nprint(x)"), added("some *notes*", cell_type="markdown")],
    "adds a cell that raises": [added("1 / 0", first=True)],
    "adds a cell that does not parse": [added("def (:", first=True)],
    "adds a cell that never ends": [added("while True: pass", first=True)],
    "uses magics and shell escapes": [
        added("%matplotlib inline\n!ls\nfiles = !ls\n%%bash", first=True),
        added("%%bash\nrm -rf ."),
    ],
    "prints a score": [added("print('2.0')\n100.0"), each(is_test, full_marks_on_display)],
    "edits the tests": [each(is_test, with_source("assert True"))],
    "deletes the tests": [without(is_test)],
    "retypes the tests": [each(is_test, retyped)],
    "retypes the answers": [each(is_answer, retyped)],
    "doubles every cell": [doubled],
    "splits the answers": [split_answers],
    "claims more points": [forged(points=1000)],
    "claims no grading": [forged(grade=False, solution=True, locked=False)],
    "claims another schema": [forged(schema_version=99)],
    "claims odd metadata": [forged(points="NaN", grade_id=None, checksum=[])],
    "invents cells": [added("2.0", nbgrader={"grade": True, "grade_id": "mine", "points": 50, "schema_version": 3})],
    "empties its metadata": [added("x = 1", nbgrader={})],
    "patches check": [added(PATCHES_CHECK, first=True)],
    "patches everything": [added(PATCHES_ALL, first=True)],
}
WORTHLESS: dict[str, list[Edit]] = {
    "deletes the answers": [without(is_answer)],
    "answers with an exit": [each(is_answer, with_source("import os\nos._exit(0)"))],
    "answers nonsense": [each(is_answer, with_source("def ("))],
    "answers with score prints": [each(is_answer, with_source("print(2.0)\n2.0"))],
    "deletes everything but a title": [without(lambda name: name != "statement")],
}
REFUSED: dict[str, bytes] = {
    "no JSON": b"this is no notebook",
    "an empty file": b"",
    "another format": json.dumps({"cells": 3, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}).encode(),
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ground, str, dict[str, dict[str, float | None]]]:
    """A class in which all of them hand in, between two honest students; autograded in one command."""
    place = tmp_path_factory.mktemp("hostile")
    ground = Ground.set_up(place / "course", course=Path(shutil.copytree(TOY, place / "toy")))
    ground.release(SLUG)
    right = answers(ground.root / "source" / SLUG / f"{SLUG}.ipynb")
    for name in ("Aaron", "zoe"):
        ground.submit(name, SLUG, right)
    ground.submit("mistaken", SLUG, right, replaced("2 *", "3 *"))
    for name, edits in (HARMLESS | WORTHLESS).items():
        ground.submit(name, SLUG, right, *edits)
    for name, raw in REFUSED.items():
        ground.submit_raw(name, SLUG, raw)
    ground.submit_raw("no cell at all", SLUG, _notebook([]))
    ground.submit_raw("another assignment", SLUG, _notebook([_answer("def f(): ...", "answer-NeuralNetwork")]))
    loud = json.loads(ground.submitted("Aaron", SLUG).read_text())
    loud["cells"][2]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "loud " * (10 << 20)}]
    ground.submit_raw("50 MB of output", SLUG, json.dumps(loud).encode())

    ended = ground.nbgrader("autograde", SLUG, code=None)
    return ground, ended.output, ground.auto_scores(SLUG)


def _notebook(cells: Cells) -> bytes:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def _answer(source: str, grade_id: str) -> dict[str, Any]:
    mark = {"grade": False, "grade_id": grade_id, "locked": False, "schema_version": 3, "solution": True, "task": False}
    return {
        "cell_type": "code",
        "id": "a",
        "metadata": {"nbgrader": mark},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def full(graded: Any) -> dict[str, float]:
    return {cell: score for cell, score in graded[2]["Aaron"].items() if score is not None}


def test_honest_students_get_their_points_whoever_hands_in_beside_them(graded):
    scores = graded[2]

    assert sum(full(graded).values()) == pytest.approx(4)
    assert scores["zoe"] == scores["Aaron"]
    assert 0 < sum(value or 0 for value in scores["mistaken"].values()) < 4


@pytest.mark.parametrize("student", HARMLESS)
def test_what_does_no_harm_costs_nothing_and_gains_nothing(graded, student):
    assert graded[2][student] == graded[2]["Aaron"]


@pytest.mark.parametrize("student", [*WORTHLESS, "another assignment"])
def test_what_is_no_answer_gets_no_point(graded, student):
    assert set(graded[2][student].values()) == {0.0}


@pytest.mark.parametrize("student", [*REFUSED, "no cell at all", "50 MB of output"])
def test_what_cannot_be_graded_has_a_reason_and_no_score(graded, student):
    ground, output, scores = graded

    given = scores.get(student, {})
    if any(value is not None for value in given.values()):
        assert set(given.values()) <= {0.0} or given == scores["Aaron"]
        return
    assert not (ground.root / "autograded" / student / SLUG).exists()
    assert student in output


def test_nobody_is_left_waiting_for_a_person(graded):
    for student, cells in graded[2].items():
        if any(value is not None for value in cells.values()):
            assert None not in cells.values(), student


def test_only_the_judges_numbers_are_kept(graded):
    ground = graded[0]
    kept = json.loads((Path(ground.root) / "autograded" / "prints a score" / SLUG / f"{SLUG}.ipynb").read_text())

    for cell in kept["cells"]:
        for output in cell.get("outputs", []):
            assert "text/html" in output["data"]
