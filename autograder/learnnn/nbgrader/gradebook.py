"""Writes what a class earned into nbgrader's gradebook: many at once, into nbgrader's own tables, by nbgrader's own rules.

The rules are those of its `SaveAutoGrades` and `AssignLatePenalties`. A test cell gets its score. An answer that a person is
to grade gets 0 if it was left as it was, and else waits for that person. What was graded by hand before waits for another
look when there is news: another score from here, or other work. What a person gave (a score, extra credit, a comment) is
never written, and what is there already is not written again.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

from nbgrader.api import Comment, Grade, Gradebook, MissingEntry, Student, SubmittedAssignment, SubmittedNotebook
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import parse_utc
from sqlalchemy import Boolean, Connection, Float, bindparam, func, insert, make_url, or_, select, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from traitlets.config import Config

from learnnn.core.errors import BridgeError
from learnnn.nbgrader import programs

CHUNK = 500  # notebooks written in one transaction
NO_RESPONSE = "No response."

STUDENT, SUBMISSION, NOTEBOOK = Student.__table__, SubmittedAssignment.__table__, SubmittedNotebook.__table__
GRADE, COMMENT = Grade.__table__, Comment.__table__

LatePenalty = Callable[[str, float, float], float | None]  # student, score, seconds late: points taken off
Key = tuple[str, str]  # student, notebook
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GradedNotebook:
    """What one student earned with one notebook, by the `grade_id` of its cells."""

    student: str
    notebook: str
    timestamp: datetime | None  # when it was handed in; UTC if it does not say. None: what the gradebook knows stays
    scores: Mapping[str, float]  # of every test cell
    unanswered: frozenset[str] = frozenset()  # the student's cells that were left as they were
    is_new_work: bool = False  # the student's cells are others than those that were written here before


@dataclass(frozen=True, slots=True)
class Written:
    """How many notebooks were gone through, and in how many of them something was news."""

    notebooks: int = 0
    changed: int = 0


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


def late_penalty(config: Config) -> LatePenalty:
    """How late work is punished by the plugin that this configuration names."""
    step = AssignLatePenalties(config=config)
    step.init_plugin()
    punish: LatePenalty = step.plugin_inst.late_submission_penalty
    return punish


def write(
    results: Iterable[GradedNotebook], assignment: str, *, db_url: str, course_id: str, late_penalty: LatePenalty
) -> Written:
    """Write the results, a chunk at a time, each wholly or not at all; what was written by then stays.

    Students and submissions that the gradebook does not know are made. Raises BridgeError where results and gradebook do
    not agree on the cells or their points, and where the database fails.
    """
    total, remaining = Written(), iter(results)
    with opened(db_url, course_id) as gradebook:
        form = _form(gradebook, assignment)
        while chunk := tuple(islice(remaining, CHUNK)):
            marks = {(result.student, result.notebook): _marks(form, result) for result in chunk}
            with gradebook.engine.begin() as connection:
                changed = _Chunk(connection, form, marks).write(late_penalty)
            total = Written(total.notebooks + len(marks), total.changed + changed)
    return total


# -- what the gradebook knows of an assignment ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cells:
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
class _Form:
    """An assignment as it was released."""

    id: str
    name: str
    duedate: datetime | None
    notebooks: Mapping[str, _Cells]


def _form(gradebook: Gradebook, assignment: str) -> _Form:
    try:
        found = gradebook.find_assignment(assignment)
    except MissingEntry:
        raise BridgeError(
            f"the gradebook knows no assignment `{assignment}`",
            next_step=f"Run `nbgrader generate_assignment {assignment}` in the course's folder.",
        ) from None
    return _Form(found.id, found.name, found.duedate, {one.name: _cells(one) for one in found.notebooks})


def _cells(notebook: Any) -> _Cells:
    answers = {cell.name: cell.id for cell in notebook.solution_cells}
    tests = {cell.name: cell for cell in notebook.grade_cells if cell.cell_type == "code" and cell.name not in answers}
    return _Cells(
        id=notebook.id,
        tests={name: (cell.id, cell.max_score) for name, cell in tests.items()},
        by_hand={cell.name: cell.id for cell in notebook.grade_cells if cell.name not in tests},
        tasks=frozenset(cell.id for cell in notebook.task_cells),
        answers=answers,
    )


# -- what a result says in the gradebook's words --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Marks:
    """A result by the gradebook's cells. A cell that is in neither of the two has nothing to get."""

    timestamp: datetime | None
    is_new_work: bool
    scores: Mapping[str, float | None]  # None: to be graded by a person
    comments: Mapping[str, str | None]


def _marks(form: _Form, result: GradedNotebook) -> _Marks:
    cells = form.notebooks.get(result.notebook)
    if cells is None:
        raise _disagree(form, result, f"there is no notebook `{result.notebook}` in it")
    if odd := result.scores.keys() ^ cells.tests.keys():
        name = min(odd)
        raise _disagree(form, result, f"`{name}` {'has no score' if name in cells.tests else 'is no test cell of it'}")
    for name, (_, points) in cells.tests.items():
        if not 0 <= result.scores[name] <= points:
            raise _disagree(form, result, f"`{name}` is worth {points:g} points and got {result.scores[name]}")
    scores: dict[str, float | None] = {cell: float(result.scores[name]) for name, (cell, _) in cells.tests.items()}
    scores |= {cell: 0.0 if name in result.unanswered else None for name, cell in cells.by_hand.items()}
    comments = {cell: NO_RESPONSE if name in result.unanswered else None for name, cell in cells.answers.items()}
    comments |= dict.fromkeys(cells.tasks)
    return _Marks(parse_utc(result.timestamp), result.is_new_work, scores, comments)


# -- writing ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Submission:
    id: str
    timestamp: datetime | None
    extension: timedelta | None
    is_new_work: bool

    def seconds_late(self, duedate: datetime | None) -> float:
        if self.timestamp is None or duedate is None:
            return 0.0
        return max(0.0, (self.timestamp - duedate - (self.extension or timedelta())).total_seconds())


def _ids() -> Iterator[str]:
    """Ids as long as nbgrader's, and as rare. They count up, so that a database puts new rows side by side."""
    prefix = secrets.token_hex(12)
    return (f"{prefix}{number:08x}" for number in count())


@dataclass(slots=True)
class _Chunk:
    """Some results in one transaction."""

    connection: Connection
    form: _Form
    marks: Mapping[Key, _Marks]
    news: set[str] = field(default_factory=set)  # submitted notebooks in which something is to be written
    submissions: dict[str, _Submission] = field(default_factory=dict)  # by student
    notebooks: dict[Key, str] = field(default_factory=dict)  # submitted notebooks of all the students of the chunk
    ids: Iterator[str] = field(default_factory=_ids)

    def write(self, late_penalty: LatePenalty) -> int:
        """Write what is news; the number of notebooks of the results in which there was some."""
        self._students()
        self._submissions()
        penalties = self._notebooks()
        self._grades()
        self._comments()
        self._penalties(penalties, late_penalty)
        return len(self.news & {self.notebooks[key] for key in self.marks})

    @property
    def _names(self) -> list[str]:
        return sorted({student for student, _ in self.marks})

    def _students(self) -> None:
        known = set(self.connection.scalars(select(STUDENT.c.id).where(STUDENT.c.id.in_(self._names))))
        self._insert(STUDENT, [{"id": student} for student in self._names if student not in known])

    def _submissions(self) -> None:
        columns = SUBMISSION.c.student_id, SUBMISSION.c.id, SUBMISSION.c.timestamp, SUBMISSION.c.extension
        mine = (SUBMISSION.c.assignment_id == self.form.id) & SUBMISSION.c.student_id.in_(self._names)
        known = {student: rest for student, *rest in self.connection.execute(select(*columns).where(mine))}
        said = {student: marks.timestamp for (student, _), marks in self.marks.items() if marks.timestamp is not None}
        moved: list[Row] = []
        for student in self._names:
            row, timestamp, extension = known.get(student, (next(self.ids), None, None))
            now = said.get(student, timestamp)
            is_moved = student in known and now != timestamp
            if is_moved:
                moved.append({"row": row, "now": now})
            self.submissions[student] = _Submission(row, now, extension, is_moved)
        self._insert(SUBMISSION, [
            {"id": one.id, "assignment_id": self.form.id, "student_id": student, "timestamp": one.timestamp}
            for student, one in self.submissions.items() if student not in known
        ])  # fmt: skip
        self._update(SUBMISSION, moved, timestamp=bindparam("now"))

    def _notebooks(self) -> dict[str, float | None]:
        """The penalties of the submitted notebooks, as they are now."""
        students = {one.id: student for student, one in self.submissions.items()}
        names = {cells.id: name for name, cells in self.form.notebooks.items()}
        columns = NOTEBOOK.c.assignment_id, NOTEBOOK.c.notebook_id, NOTEBOOK.c.id, NOTEBOOK.c.late_submission_penalty
        known = self.connection.execute(select(*columns).where(NOTEBOOK.c.assignment_id.in_(students))).all()
        self.notebooks = {(students[submission], names[notebook]): row for submission, notebook, row, _ in known}
        new: list[Row] = []
        for student, submission in self.submissions.items():
            for name, cells in self.form.notebooks.items():
                if (student, name) not in self.notebooks:
                    self.notebooks[student, name] = row = next(self.ids)
                    new.append({"id": row, "assignment_id": submission.id, "notebook_id": cells.id, "flagged": False})
        self._insert(NOTEBOOK, new)
        self.news |= {row["id"] for row in new}
        self.news |= {row for (student, _), row in self.notebooks.items() if self.submissions[student].is_new_work}
        return {row: penalty for _, _, row, penalty in known}

    def _grades(self) -> None:
        columns = GRADE.c.auto_score, GRADE.c.needs_manual_grade, GRADE.c.manual_score.is_not(None)
        new: list[Row] = []
        changed: list[Row] = []
        for key, cell, known in self._sheets(GRADE, columns, lambda cells: cells.graded):
            marks = self.marks.get(key)
            is_set = marks is not None and cell in marks.scores
            score = marks.scores[cell] if marks is not None and is_set else None
            if known is None:
                new.append(self._row(key, cell) | {"auto_score": score, "needs_manual_grade": score is None})
            elif marks is not None and is_set:
                row, before, is_waiting, is_by_hand = known
                is_settled = is_by_hand and score == before and not self._is_new_work(key)
                if not is_settled and (before, is_waiting) != (score, is_by_hand or score is None):
                    changed.append({"row": row, "score": score, "is_open": score is None})
                    self.news.add(self.notebooks[key])
        self._insert(GRADE, new)
        # The database itself looks whether a person has graded the cell: that may have happened a moment ago.
        is_waiting = or_(GRADE.c.manual_score.is_not(None), bindparam("is_open", type_=Boolean()))
        self._update(GRADE, changed, auto_score=bindparam("score", type_=Float()), needs_manual_grade=is_waiting)

    def _comments(self) -> None:
        new: list[Row] = []
        changed: list[Row] = []
        for key, cell, known in self._sheets(COMMENT, (COMMENT.c.auto_comment,), lambda cells: cells.commented):
            marks = self.marks.get(key)
            comment = marks.comments[cell] if marks is not None else None
            if known is None:
                new.append(self._row(key, cell) | {"auto_comment": comment})
            elif marks is not None and known[1] != comment:
                changed.append({"row": known[0], "comment": comment})
                self.news.add(self.notebooks[key])
        self._insert(COMMENT, new)
        self._update(COMMENT, changed, auto_comment=bindparam("comment"))

    def _penalties(self, before: Mapping[str, float | None], late_penalty: LatePenalty) -> None:
        """Penalties for late work only, on the score as it is now, with what was given by hand."""
        late = {
            self.notebooks[key]: (key[0], seconds)
            for key in self.marks
            if (seconds := self.submissions[key[0]].seconds_late(self.form.duedate)) > 0
        }
        scores = select(Grade.notebook_id, func.sum(Grade.score)).where(Grade.notebook_id.in_(late))
        earned: dict[str, float] = (
            dict(self.connection.execute(scores.group_by(Grade.notebook_id)).all()) if late else {}
        )
        changed: list[Row] = []
        for row in (self.notebooks[key] for key in self.marks):
            penalty = None
            if row in late:
                student, seconds = late[row]
                score = earned.get(row) or 0.0
                asked = late_penalty(student, score, seconds)
                penalty = None if asked is None else min(max(0.0, asked), score)
            if penalty != before.get(row):
                changed.append({"row": row, "penalty": penalty})
        self._update(NOTEBOOK, changed, late_submission_penalty=bindparam("penalty", type_=Float()))
        self.news |= {row["row"] for row in changed}

    def _is_new_work(self, key: Key) -> bool:
        return self.marks[key].is_new_work or self.submissions[key[0]].is_new_work

    def _sheets(
        self, table: Any, columns: Sequence[Any], wanted: Callable[[_Cells], Iterable[str]]
    ) -> Iterator[tuple[Key, str, Sequence[Any] | None]]:
        """Every cell of the chunk's notebooks: its row's id and these columns, None where there is no row yet."""
        query = select(table.c.notebook_id, table.c.cell_id, table.c.id, *columns)
        mine = query.where(table.c.notebook_id.in_(self.notebooks.values()))
        known = {(notebook, cell): rest for notebook, cell, *rest in self.connection.execute(mine)}
        for key, notebook in self.notebooks.items():
            for cell in wanted(self.form.notebooks[key[1]]):
                yield key, cell, known.get((notebook, cell))

    def _row(self, key: Key, cell: str) -> Row:
        self.news.add(self.notebooks[key])
        return {"id": next(self.ids), "notebook_id": self.notebooks[key], "cell_id": cell}

    def _insert(self, table: Any, rows: list[Row]) -> None:
        if rows:
            self.connection.execute(insert(table), rows)

    def _update(self, table: Any, rows: list[Row], **values: Any) -> None:
        if rows:
            self.connection.execute(update(table).where(table.c.id == bindparam("row")).values(**values), rows)


# -- what can go wrong ----------------------------------------------------------------------------------------------------


def _disagree(form: _Form, result: GradedNotebook, what: str) -> BridgeError:
    return BridgeError(
        f"the result of {result.student} does not fit the assignment `{form.name}`: {what}",
        next_step="`learnnn nbgrader doctor` tells whether the exercise has changed since it was released.",
    )


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
