"""The gradebook as a CSV file with the columns, rows and order of nbgrader's own exporter, from a few queries for all.

nbgrader export --exporter learnnn.nbgrader.export.FastCsv
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook
from nbgrader.plugins import ExportPlugin
from sqlalchemy import func, select

COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
    "raw_score", "late_submission_penalty", "score", "max_score",
)  # fmt: skip

GRADE, NOTEBOOK, SUBMISSION = Grade.__table__, SubmittedNotebook.__table__, SubmittedAssignment.__table__


class FastCsv(ExportPlugin):  # type: ignore[misc]  # it comes without types
    """CSV exporter plugin for large classes; texts are quoted where they need it."""

    def export(self, gradebook: Gradebook) -> None:
        """Write all assignments and students, or those that `--assignment` and `--student` name."""
        path = Path(self.to or "grades.csv")
        self.log.info("Exporting grades to %s", path)
        assignments = _chosen(gradebook.assignments, self.assignment, lambda one: one.name)
        students = _chosen(gradebook.students, self.student, lambda one: one.id)
        lines = list(_lines(gradebook, assignments, students))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(lines)


def _chosen(all_of_them: Sequence[Any], names: Sequence[object], name: Any) -> list[Any]:
    """Those that were named; all of them if none was. What is named in digits arrives here as a number."""
    wanted = {str(one) for one in names}
    return [one for one in all_of_them if not wanted or name(one) in wanted]


def _lines(
    gradebook: Gradebook, assignments: Sequence[Assignment], students: Sequence[Any]
) -> Iterator[tuple[object, ...]]:
    known = _submissions(gradebook, [assignment.id for assignment in assignments])
    persons = [(student.id, student.last_name, student.first_name, student.email) for student in students]
    for assignment in assignments:
        name, due, possible = assignment.name, assignment.duedate, assignment.max_score
        for person in persons:
            one = known.get((assignment.id, person[0]), NOTHING)
            rest = one.score, one.penalty, max(0.0, one.score - one.penalty), possible
            yield (name, due, one.timestamp, *person, *rest)


@dataclass(frozen=True, slots=True)
class _Submission:
    timestamp: datetime | None
    score: float
    penalty: float


NOTHING = _Submission(None, 0.0, 0.0)  # handed in: no points


def _submissions(gradebook: Gradebook, assignments: Sequence[str]) -> Mapping[tuple[str, str], _Submission]:
    """What was handed in, by the ids of assignment and student."""
    chosen = SUBMISSION.c.assignment_id.in_(assignments)
    columns = SUBMISSION.c.id, SUBMISSION.c.assignment_id, SUBMISSION.c.student_id, SUBMISSION.c.timestamp
    notebooks = select(SUBMISSION.c.id, func.sum(NOTEBOOK.c.late_submission_penalty)).where(chosen)
    grades = select(SUBMISSION.c.id, func.sum(Grade.score)).where(chosen)
    of_submission, of_notebook = NOTEBOOK.c.assignment_id == SUBMISSION.c.id, GRADE.c.notebook_id == NOTEBOOK.c.id
    penalties = notebooks.join(NOTEBOOK, of_submission).group_by(SUBMISSION.c.id)
    scores = grades.join(NOTEBOOK, of_submission).join(GRADE, of_notebook).group_by(SUBMISSION.c.id)
    taken, earned = (dict(gradebook.db.execute(query).all()) for query in (penalties, scores))
    return {
        (assignment, student): _Submission(timestamp, earned.get(row) or 0.0, taken.get(row) or 0.0)
        for row, assignment, student, timestamp in gradebook.db.execute(select(*columns).where(chosen))
    }
