"""nbgrader's gradebook: opened or made, what it knows of an assignment, and what its database has to say in words for a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from learnnn.core.errors import BridgeError
from learnnn.nbgrader import programs


@contextmanager
def opened(db_url: str, course_id: str) -> Iterator[Gradebook]:
    """The gradebook, made if there is none. Raises BridgeError if it cannot be used."""
    with explained(db_url):
        with programs.found():
            gradebook = Gradebook(db_url, course_id)
        with gradebook:
            yield gradebook


@contextmanager
def explained(db_url: str) -> Iterator[None]:
    """What a database has to say, in words for a person."""
    try:
        yield
    except SQLAlchemyError as error:
        raise _unusable(db_url, error) from error
    except ModuleNotFoundError as error:
        raise BridgeError(
            f"the gradebook's database needs the package `{error.name}`, which is not installed",
            next_step="For PostgreSQL: `pip install 'learnnn[postgresql]'`.",
        ) from error


# -- what it knows of an assignment ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotebookCells:
    """A notebook's cells in the gradebook: by `grade_id`, what the gradebook calls them."""

    id: str
    tests: Mapping[str, tuple[str, float]]  # with the points they are worth
    by_hand: Mapping[str, str]  # answers that a person grades
    tasks: frozenset[str]
    answers: Mapping[str, str]  # all that the student writes; what they are commented by

    @property
    def graded(self) -> Iterator[str]:
        yield from (cell for cell, _ in self.tests.values())
        yield from self.by_hand.values()
        yield from self.tasks

    @property
    def commented(self) -> Iterator[str]:
        yield from self.answers.values()
        yield from self.tasks


@dataclass(frozen=True, slots=True)
class Form:
    """An assignment as it was released."""

    id: str
    name: str
    duedate: datetime | None
    notebooks: Mapping[str, NotebookCells]


def form_of(gradebook: Gradebook, assignment: str) -> Form:
    """An assignment as it was released. Raises BridgeError if the gradebook knows none of this name."""
    try:
        found = gradebook.find_assignment(assignment)
    except MissingEntry:
        raise BridgeError(
            f"the gradebook knows no assignment `{assignment}`",
            next_step=f"Run `nbgrader generate_assignment {assignment}` in the course's folder.",
        ) from None
    return Form(found.id, found.name, found.duedate, {one.name: _cells(one) for one in found.notebooks})


def _cells(notebook: Any) -> NotebookCells:
    answers = {cell.name: cell.id for cell in notebook.solution_cells}
    tests = {cell.name: cell for cell in notebook.grade_cells if cell.cell_type == "code" and cell.name not in answers}
    return NotebookCells(
        id=notebook.id,
        tests={name: (cell.id, cell.max_score) for name, cell in tests.items()},
        by_hand={cell.name: cell.id for cell in notebook.grade_cells if cell.name not in tests},
        tasks=frozenset(cell.id for cell in notebook.task_cells),
        answers=answers,
    )


# -- what can go wrong ----------------------------------------------------------------------------------------------------


def _unusable(db_url: str, error: SQLAlchemyError) -> BridgeError:
    url = make_url(db_url)
    reason = str(error.orig if isinstance(error, DBAPIError) else error).strip().splitlines()[0]
    is_file = url.get_backend_name() == "sqlite" and url.database
    where = "" if is_file else f" {url.render_as_string(hide_password=True)}"
    return BridgeError(
        f"the gradebook{where} cannot be used: {reason}",
        path=Path(url.database) if is_file and url.database else None,
        next_step="If another version of nbgrader made it: keep a copy, then run `nbgrader db upgrade`.",
    )
