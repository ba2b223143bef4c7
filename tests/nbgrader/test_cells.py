"""Of a student's notebook only the text of their answers is believed; every cell with points gets a number."""

from __future__ import annotations

import json
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnnn.core.model import CheckResult, Environment, Exercise, Limits, Report, Status, Task, TaskResult

pytest.importorskip("nbgrader")

from nbgrader.utils import determine_grade

from learnnn.nbgrader.cells import Cell, Kind, Outline
from learnnn.nbgrader.verdict_cells import UNANSWERED, graded_notebook, restored

OUTLINE = Outline(
    "demo",
    (
        Cell("statement", Kind.TEXT, "# Demo"),
        Cell("imports", Kind.CODE, "import numpy as np"),
        Cell("answer-f", Kind.ANSWER, "def f(): ..."),
        Cell("test_f", Kind.TEST, 'check("demo::test_f", points=2)', 2.0, "test_f", "f"),
        Cell("test_g", Kind.TEST, 'check("demo::test_g", points=1)', 1.0, "test_g", "f"),
        Cell("reflection-why", Kind.WRITTEN, "Because.", 1.0),
    ),
)
TASK = Task("f", "F", 3)
CHECKS = (
    CheckResult("test_f", "f", "F is right.", Status.PASSED),
    CheckResult("test_g", "f", "G is right.", Status.FAILED),
)
REPORT = Report(
    Exercise("demo", "Demo", (TASK,), (), (), Limits()),
    (TaskResult(TASK, CHECKS, 2.0, 3.0),),
    Environment("namespaces", ("cpu",), {}, ""),
)
SCORES = {"test_f": 2.0, "test_g": 0.0}
Cells = list[dict[str, Any]]


def handed_in(**answers: str) -> Cells:
    """The cells as a student hands them in."""
    cells = [cell.as_notebook_cell() for cell in OUTLINE.cells]
    for cell in cells:
        grade_id = cell["metadata"]["nbgrader"]["grade_id"]
        cell["source"] = answers.get(grade_id, cell["source"])
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "execute_result", "data": {"text/plain": "99"}, "metadata": {}}]
    cells[-1]["source"] = answers.get("reflection-why", UNANSWERED)
    return cells


def graded(cells: Cells) -> nbformat.NotebookNode:
    """The notebook that is kept; always a valid one."""
    raw = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
    notebook = nbformat.reads(graded_notebook(raw, OUTLINE, REPORT, SCORES).decode(), as_version=4)
    nbformat.validate(notebook)
    return notebook


def grades(notebook: nbformat.NotebookNode) -> dict[str, float | None]:
    """The scores that nbgrader reads off it."""
    marked = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    found = {cell.metadata.nbgrader.grade_id: determine_grade(cell)[0] for cell in marked}
    assert len(found) == len(marked)
    return found


def test_every_test_cell_has_its_score_and_a_page_that_says_why():
    notebook = graded(handed_in())

    assert grades(notebook) == {**SCORES, "reflection-why": 0}
    shown = next(cell for cell in notebook.cells if cell.id == "test_f").outputs[0].data
    assert "F is right." in shown["text/html"]
    assert shown["text/plain"] == "2.0"


def test_an_answer_in_words_waits_for_a_person():
    assert grades(graded(handed_in(**{"reflection-why": "It depends."})))["reflection-why"] is None


def test_nothing_that_the_student_saved_is_kept_but_their_text():
    answer = "def f():\n    return 1"

    notebook = graded(handed_in(**{"answer-f": answer, "imports": "import os", "statement": "# Mine"}))

    texts = {cell.id: cell.source for cell in notebook.cells}
    assert texts["answer-f"] == answer
    assert texts["imports"] == "import numpy as np"
    assert texts["statement"] == "# Demo"
    assert not any("99" in json.dumps(cell.get("outputs", [])) for cell in notebook.cells)


@pytest.mark.parametrize("gone", range(len(OUTLINE.cells)))
def test_what_has_points_comes_back(gone):
    cells = handed_in()
    del cells[gone]

    notebook = graded(cells)

    assert grades(notebook) == {**SCORES, "reflection-why": 0}
    ids = [cell.id for cell in notebook.cells if cell.id.startswith(("test", "reflection"))]
    assert ids == ["test_f", "test_g", "reflection-why"]


def test_of_several_written_answers_one_that_says_something_counts():
    cells = handed_in(**{"reflection-why": "It depends."})
    cells.append(handed_in()[-1])

    assert grades(graded(cells))["reflection-why"] is None


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
IDS = st.sampled_from([*(cell.grade_id for cell in OUTLINE.cells), "nobody", ""]) | JUNK
FORGED = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw", "heading"]) | JUNK,
        "id": JUNK,
        "source": st.text(max_size=9) | st.lists(st.text(max_size=4), max_size=3) | JUNK,
        "outputs": JUNK,
        "execution_count": JUNK,
        "attachments": JUNK,
        "metadata": JUNK
        | st.fixed_dictionaries(
            {
                "nbgrader": JUNK
                | st.fixed_dictionaries(
                    {"grade_id": IDS},
                    optional=dict.fromkeys(("points", "grade", "solution", "schema_version"), JUNK),
                )
            }
        ),
    },
)


@given(st.lists(FORGED, max_size=8))
def test_whatever_a_notebook_claims_the_scores_are_the_judges(cells):
    notebook = graded(cells)

    found = grades(notebook)
    assert {name: found[name] for name in SCORES} == SCORES
    assert found["reflection-why"] in (0, None)


def test_restoring_twice_changes_nothing():
    once = restored(handed_in(), OUTLINE)

    assert restored(once, OUTLINE) == once


@pytest.mark.parametrize("raw", [b"", b"{}", b"[]", b'{"cells": 3}', b'{"cells": [3]}', b"\xff", b'{"worksheets": []}'])
def test_what_is_no_notebook_is_told(raw):
    with pytest.raises(ValueError, match=r".+"):
        graded_notebook(raw, OUTLINE, REPORT, SCORES)


@pytest.mark.parametrize("score", [-0.1, 2.1, float("nan"), float("inf")])
def test_no_score_outside_its_cell_is_written(score):
    with pytest.raises(ValueError, match="a score of"):
        graded_notebook(b'{"cells": []}', OUTLINE, REPORT, {**SCORES, "test_f": score})
