"""The assignments as nbgrader's gradebook knows them since they were released: read, never written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Assignment, BaseCell, GradeCell, Notebook, SourceCell, Student, TaskCell
from sqlalchemy import create_engine, func, inspect, make_url, select, union_all

from learnnn.core.errors import BridgeError
from learnnn.nbgrader.cells import Kind, Outline
from learnnn.nbgrader.gradebook import explained


@dataclass(frozen=True, slots=True)
class ReleasedCell:
    """A cell that nbgrader looks after, as students were given it. `points` is None for one that is not graded."""

    cell_type: str
    source: str
    checksum: str | None
    points: float | None


Cells = Mapping[str, ReleasedCell]  # by grade_id


@dataclass(frozen=True, slots=True)
class Released:
    """What is in a gradebook before anybody has handed in: the number of students, and the assignments' notebooks."""

    students: int
    notebooks: Mapping[tuple[str, str], Cells]  # by assignment and notebook


def released(db_url: str) -> Released | None:
    """What the gradebook knows; None if there is none. It is not made by being asked for."""
    url = make_url(db_url)
    if url.get_backend_name() == "sqlite" and not (url.database and Path(url.database).is_file()):
        return None
    with explained(db_url):
        engine = create_engine(url)
        try:
            if not inspect(engine).has_table(Assignment.__tablename__):
                return None
            with engine.connect() as connection:
                found: dict[tuple[str, str], dict[str, ReleasedCell]] = {}
                students = connection.scalar(select(func.count()).select_from(Student.__table__)) or 0
                for assignment, notebook in connection.execute(_NOTEBOOKS):
                    found[assignment, notebook] = {}
                for assignment, notebook, grade_id, *rest in connection.execute(_CELLS):
                    found[assignment, notebook][grade_id] = ReleasedCell(*rest)
                return Released(students, found)
        finally:
            engine.dispose()


def require_as_released(plan: Outline, cells: Cells | None, assignment: str) -> None:
    """Raise BridgeError if students have another notebook than the course has now: other checks, or other points."""
    if cells is None:
        raise BridgeError(
            f"`{assignment}` was not released: the gradebook knows no such notebook",
            next_step=f"Run `nbgrader generate_assignment {assignment}` in the course's folder.",
        )
    now = {cell.grade_id: cell.points for kind in (Kind.TEST, Kind.WRITTEN) for cell in plan.of(kind)}
    then = {name: cell.points for name, cell in cells.items() if cell.points is not None}
    odd = sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name))
    if odd:
        raise BridgeError(
            f"`{assignment}` was released with other points than the course gives now, in {', '.join(odd[:5])}",
            next_step="`learnnn nbgrader doctor` tells what to do.",
        )


_CELL, _SOURCE, _NOTEBOOK, _ASSIGNMENT = (one.__table__ for one in (BaseCell, SourceCell, Notebook, Assignment))
_POINTS = union_all(*(
    select(_CELL.c.notebook_id, _CELL.c.name, graded.__table__.c.max_score).join(graded.__table__)
    for graded in (GradeCell, TaskCell)
)).subquery()  # fmt: skip
_NOTEBOOKS = select(_ASSIGNMENT.c.name, _NOTEBOOK.c.name).join(_NOTEBOOK)
_CELLS = (
    select(_ASSIGNMENT.c.name, _NOTEBOOK.c.name, _SOURCE.c.name, _SOURCE.c.cell_type, _SOURCE.c.source,
           _SOURCE.c.checksum, _POINTS.c.max_score)
    .join(_NOTEBOOK, _NOTEBOOK.c.assignment_id == _ASSIGNMENT.c.id)
    .join(_SOURCE, _SOURCE.c.notebook_id == _NOTEBOOK.c.id)
    .outerjoin(_POINTS, (_POINTS.c.notebook_id == _NOTEBOOK.c.id) & (_POINTS.c.name == _SOURCE.c.name))
)  # fmt: skip
