"""A student's notebook as it is kept after grading: every cell what the course says it is, every test cell with its verdict.

nbgrader reads a score from a test cell's outputs: the first `execute_result`, if its plain text is a number from 0 to the
cell's points, is the score; no output at all is full marks. So each test cell gets a number, which a browser shows as the
feedback, and nothing of the student's stays.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from learnnn.core.model import CheckResult, Report
from learnnn.nbgrader.cells import Cell, Kind, Outline, cell_id, checksum
from learnnn.nbgrader.points import Place, place
from learnnn.report.render_html import checks_html

UNANSWERED = "YOUR ANSWER HERE"  # nbgrader's text_stub
ADDED = (Kind.TEST, Kind.WRITTEN)  # what has points is never missing, whatever a student deletes
NotebookCell = dict[str, Any]
_SORTED = msgspec.json.Encoder(order="sorted")  # as nbformat writes notebooks


def graded_notebook(submitted: bytes, outline: Outline, report: Report, scores: Mapping[str, float]) -> bytes:
    """The notebook with its verdict; `scores` has one for every test cell. Raises ValueError if this is no notebook."""
    notebook = msgspec.json.decode(submitted.removeprefix(codecs.BOM_UTF8))
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise ValueError("this is no notebook of nbformat 4")
    kept = restored(cells, outline)
    write_verdict(kept, outline, report, scores)
    metadata = notebook.get("metadata")
    whole = {
        "cells": kept,
        "metadata": metadata if isinstance(metadata, dict) else {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return msgspec.json.format(_SORTED.encode(whole), indent=1) + b"\n"


def restored(cells: Sequence[NotebookCell], outline: Outline) -> list[NotebookCell]:
    """The cells in the student's order, without outputs; those of the course are what the course says they are.

    Of several cells with one id the last counts, as in nbgrader; of written answers the last that says something. The others,
    and cells with ids that nobody knows, stay as cells of the student's own. Cells with points that are missing are put back.
    """
    chosen = _chosen(cells, outline)
    kept = [
        _as_given(cell, known) if (known := _known(cell, outline)) and chosen[known.grade_id] == number else _own(cell)
        for number, cell in enumerate(cells)
    ]
    _put_back(kept, outline)
    _name_apart(kept)
    return kept


def write_verdict(cells: Sequence[NotebookCell], outline: Outline, report: Report, scores: Mapping[str, float]) -> None:
    """Give every test cell its outputs, in place. `cells` are `restored` ones."""
    checks: dict[Place, list[CheckResult]] = {}
    for check in report.checks:
        checks.setdefault(place(check), []).append(check)
    for number, cell in enumerate(cells, 1):
        if cell["cell_type"] != "code":
            continue
        cell["execution_count"] = number
        known = _known(cell, outline)
        if known is not None and known.kind is Kind.TEST:
            cell["outputs"] = _outputs(checks[known.task, known.check], scores[known.grade_id], known.points, number)


def _outputs(checks: Sequence[CheckResult], score: float, points: float, number: int) -> list[dict[str, Any]]:
    if not 0 <= score <= points:
        raise ValueError(f"a score of {score} for a cell of {points} points")
    told = {"text/html": checks_html(checks, score, points), "text/plain": repr(float(score))}
    return [{"output_type": "execute_result", "data": told, "execution_count": number, "metadata": {}}]


# -- whose a cell is ----------------------------------------------------------------------------------------------------


def _chosen(cells: Sequence[NotebookCell], outline: Outline) -> dict[str, int]:
    """For each id of the course the number of the cell that counts."""
    chosen: dict[str, int] = {}
    for number, cell in enumerate(cells):
        known = _known(cell, outline)
        if known is None:
            continue
        says_nothing = known.kind is Kind.WRITTEN and _text(cell).strip() in ("", UNANSWERED)
        if known.grade_id not in chosen or not says_nothing:
            chosen[known.grade_id] = number
    return chosen


def _known(cell: NotebookCell, outline: Outline) -> Cell | None:
    metadata = cell.get("metadata")
    mark = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return outline.cell(mark.get("grade_id")) if isinstance(mark, dict) else None


def _as_given(cell: NotebookCell, known: Cell) -> NotebookCell:
    """The cell of this id, with the student's text where they were to write."""
    given = known.as_notebook_cell()
    if known.kind in (Kind.ANSWER, Kind.WRITTEN):
        given["source"] = _text(cell)
    if known.kind is Kind.WRITTEN:
        _as_released(given, known)
    return given


def _own(cell: NotebookCell) -> NotebookCell:
    """A cell of the student's own: its text, and nothing that anybody goes by."""
    kind = cell.get("cell_type")
    own: NotebookCell = {
        "cell_type": kind if kind in ("code", "markdown", "raw") else "raw",
        "metadata": {},
        "source": _text(cell),
    }
    return own | ({"execution_count": None, "outputs": []} if own["cell_type"] == "code" else {})


def _put_back(cells: list[NotebookCell], outline: Outline) -> None:
    """Every cell with points that is missing, behind the cell of the course that comes before it."""
    place = {known.grade_id: number for number, cell in enumerate(cells) if (known := _known(cell, outline))}
    behind = -1
    for known in outline.cells:
        if known.grade_id in place:
            behind = place[known.grade_id]
        elif known.kind in ADDED:
            behind += 1
            added = known.as_notebook_cell()
            if known.kind is Kind.WRITTEN:
                added["source"] = UNANSWERED
                _as_released(added, known)
            cells.insert(behind, added)
            place = {name: number + (number >= behind) for name, number in place.items()}


def _as_released(cell: NotebookCell, known: Cell) -> None:
    """The checksum of what the student was given: an answer that still has it is none."""
    cell["metadata"]["nbgrader"]["checksum"] = checksum(UNANSWERED, known.grade_id, known.kind, known.points)


def _name_apart(cells: Sequence[NotebookCell]) -> None:
    """Cells of the student's own get ids that nobody else has."""
    taken = {cell["id"] for cell in cells if "id" in cell}
    for number, cell in enumerate(cells):
        if "id" not in cell:
            cell["id"] = cell_id(f"own-{number}")
            while cell["id"] in taken:
                cell["id"] += "-"
            taken.add(cell["id"])


def _text(cell: NotebookCell) -> str:
    source = cell.get("source", "")
    if isinstance(source, str):
        return source
    return "".join(line for line in source if isinstance(line, str)) if isinstance(source, list) else ""
