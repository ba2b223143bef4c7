"""The cells of an exercise's notebook, and what nbgrader (schema 3) has to know of each.

An `Outline` is the notebook as the course has it now. Whoever reads a student's notebook goes by the outline and by the
cells' ids, never by what else the student's file says of them.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

SCHEMA_VERSION = 3
MAX_CELL_ID = 64  # nbformat 4.5
_ODD = re.compile(r"[^A-Za-z0-9_-]")


class Kind(Enum):
    """What a cell is for. The value: its type, and nbgrader's flags grade, solution, locked."""

    TEXT = ("markdown", False, False, True)
    CODE = ("code", False, False, True)  # ours, to be run and not to be changed
    ANSWER = ("code", False, True, False)
    TEST = ("code", True, False, True)
    WRITTEN = ("markdown", True, True, False)  # an answer in words, graded by hand


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `grade_id` is unique in its notebook and stays what it is while the course lives."""

    grade_id: str
    kind: Kind
    source: str
    points: float = 0.0
    check: str = ""  # of a TEST: the check function that its points are for,
    task: str = ""  # and the task, of which the function may check several

    @property
    def cell_type(self) -> str:
        return self.kind.value[0]

    @property
    def metadata(self) -> dict[str, Any]:
        """What nbgrader keeps in the cell's metadata."""
        cell_type, is_graded, is_solution, is_locked = self.kind.value
        return {
            "cell_type": cell_type,
            "checksum": checksum(self.source, self.grade_id, self.kind, self.points),
            "grade": is_graded,
            "grade_id": self.grade_id,
            "locked": is_locked,
            "schema_version": SCHEMA_VERSION,
            "solution": is_solution,
            "task": False,
        } | ({"points": self.points} if is_graded else {})

    def as_notebook_cell(self) -> dict[str, Any]:
        """The cell as nbformat 4.5 writes it, without outputs."""
        cell: dict[str, Any] = {
            "cell_type": self.cell_type,
            "id": cell_id(self.grade_id),
            "metadata": {"nbgrader": self.metadata},
            "source": self.source.splitlines(keepends=True),
        }
        if self.kind.value[2:] == (False, True):  # neither a student's place, nor to be lost
            cell["metadata"] |= {"deletable": False, "editable": False}
        return cell | ({"execution_count": None, "outputs": []} if self.cell_type == "code" else {})


@dataclass(frozen=True, slots=True)
class Outline:
    """All cells of an exercise's notebook, in order."""

    slug: str
    cells: tuple[Cell, ...]
    _by_id: dict[str, Cell] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_id.update({cell.grade_id: cell for cell in self.cells})

    def cell(self, grade_id: object) -> Cell | None:
        return self._by_id.get(grade_id) if isinstance(grade_id, str) else None

    def of(self, kind: Kind) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.kind is kind)


def checksum(source: str, grade_id: str, kind: Kind, points: float) -> str:
    """As nbgrader computes it (`nbgrader.utils.compute_checksum`): it tells whether a cell was changed. No secret, no safety."""
    cell_type, is_graded, is_solution, is_locked = kind.value
    parts = [source, cell_type, str(is_graded), str(is_solution), str(is_locked), grade_id]
    parts += [str(float(points))] if is_graded else []
    return hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest()


def grade_id(*parts: str) -> str:
    """An id of these words that nbgrader accepts."""
    return _ODD.sub("_", "-".join(parts))


def cell_id(name: str) -> str:
    """The id of the same cell in nbformat, which must be short."""
    if len(name) <= MAX_CELL_ID:
        return name
    return f"{name[: MAX_CELL_ID - 9]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
