"""Our CSV is nbgrader's own, value for value and in its order; it is quoted where it has to be."""

from __future__ import annotations

import csv
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin, ExportPlugin
from sqlalchemy import event

from learnnn.nbgrader.export import FastCsv
from learnnn.nbgrader.gradebook import opened
from learnnn.nbgrader.gradebook_writer import GradedNotebook, write

# nbgrader itself tells SQLAlchemy of a submission too late.
pytestmark = pytest.mark.filterwarnings("ignore:Object of type:sqlalchemy.exc.SAWarning")

COURSE = "course"
DUE = datetime(2030, 1, 1, 12)  # noqa: DTZ001  # as nbgrader keeps it: in UTC, without saying so
STUDENTS = {
    "ann": {"first_name": "Ann", "last_name": "Zweig", "email": "ann@example.org"},
    "ben": {"first_name": "Ben", "last_name": "Abe"},
    "cem": {"first_name": "Cem", "last_name": "Ölüm"},
    "dea": {"first_name": "Dea", "last_name": "Abe"},  # handed in nothing
    "007": {"last_name": "Numeral"},
}


@pytest.fixture
def url(db_url: str) -> str:
    """A gradebook with everything that may be in one."""
    return _fill(db_url)


def _fill(url: str, *, more_students: int = 0) -> str:
    names = [*STUDENTS, *(f"s{number}" for number in range(more_students))]
    with opened(url, COURSE) as book:
        for assignment, due in (("second", DUE + timedelta(days=7)), ("first", DUE), ("undated", None)):
            book.add_assignment(assignment, duedate=due)
            for notebook in ("a", "b"):
                book.add_notebook(notebook, assignment)
                for number, points in enumerate((0.1, 0.2, 1 / 3)):
                    book.add_grade_cell(f"test-{number}", notebook, assignment, max_score=points, cell_type="code")
                book.add_grade_cell("essay", notebook, assignment, max_score=3.0, cell_type="markdown")
                book.add_solution_cell("essay", notebook, assignment)
                book.add_task_cell("task", notebook, assignment, max_score=0.7, cell_type="markdown")
        for name in names:
            book.add_student(name, **STUDENTS.get(name, {}))
    _hand_in(url, "first", [*names[:3], *names[5:]], DUE + timedelta(hours=1))
    _hand_in(url, "undated", ["ann", "007"], None)
    with Gradebook(url, COURSE) as book:
        essay = book.find_grade("essay", "a", "first", "ann")
        essay.manual_score, essay.extra_credit = 2.5, 0.25
        book.find_grade("test-0", "b", "first", "ann").manual_score = 0.05
        book.find_grade("test-1", "b", "first", "ben").extra_credit = 1.0
        book.db.commit()
    return url


def _hand_in(url: str, assignment: str, students: list[str], timestamp: datetime | None) -> None:
    results = [
        GradedNotebook(student, notebook, timestamp, {"test-0": 0.1, "test-1": 0.2 * (number % 2), "test-2": 1 / 3})
        for number, student in enumerate(students)
        for notebook in ("a", "b")
    ]

    def half(_: str, score: float, __: float) -> float:
        return score / 2

    write(results, assignment, db_url=url, course_id=COURSE, late_penalty=half)


def _export(plugin: type[ExportPlugin], url: str, path: Path, **options: object) -> list[str]:
    with Gradebook(url, COURSE) as book:
        plugin(to=str(path), **options).export(book)
    return path.read_text(encoding="utf-8").splitlines()


def _values(lines: list[str]) -> list[list[object]]:
    """The values, with points as numbers: the last digit of a sum depends on the order in which a database adds."""
    rows = list(csv.reader(lines))
    return [
        rows[0],
        *([*row[:7], *(pytest.approx(float(number), abs=1e-12) for number in row[7:])] for row in rows[1:]),
    ]


def test_every_line_is_nbgraders_own(url: str, tmp_path: Path) -> None:
    theirs = _export(CsvExportPlugin, url, tmp_path / "theirs.csv")
    ours = _export(FastCsv, url, tmp_path / "ours.csv")

    assert _values(ours) == _values(theirs)
    assert len(ours) == 1 + 3 * len(STUDENTS)


def test_the_gradebook_that_is_compared_has_everything_in_it(url: str, tmp_path: Path) -> None:
    lines = _export(FastCsv, url, tmp_path / "ours.csv")
    rows = list(csv.DictReader(lines))

    assert {row["timestamp"] for row in rows} == {"", "2030-01-01 13:00:00"}
    assert {row["duedate"] for row in rows if row["assignment"] == "undated"} == {""}
    assert any(float(row["late_submission_penalty"]) for row in rows)
    assert any(float(row["raw_score"]) > 3 for row in rows)


@pytest.mark.parametrize(
    "options",
    [
        {"assignment": ["first"]},
        {"student": ["ann", "ben"]},
        {"student": [7, "dea"], "assignment": ["first", "undated"]},
        {"student": ["nobody"]},
        {"assignment": ["nothing"]},
    ],
)
def test_a_selection_is_nbgraders_own(options: dict[str, list[object]], url: str, tmp_path: Path) -> None:
    theirs = _export(CsvExportPlugin, url, tmp_path / "theirs.csv", **options)
    ours = _export(FastCsv, url, tmp_path / "ours.csv", **options)

    assert _values(ours) == _values(theirs)


def test_an_empty_gradebook_gives_the_names_of_the_columns(db_url: str, tmp_path: Path) -> None:
    with opened(db_url, COURSE):
        pass

    assert _export(FastCsv, db_url, tmp_path / "ours.csv") == _export(CsvExportPlugin, db_url, tmp_path / "theirs.csv")


def test_names_with_commas_quotes_and_line_ends_can_be_read_again(url: str, tmp_path: Path) -> None:
    odd = 'Abe, "the\nsecond"'
    with Gradebook(url, COURSE) as book:
        book.find_student("ann").last_name = odd
        book.db.commit()

    _export(FastCsv, url, tmp_path / "ours.csv", student=["ann"], assignment=["first"])
    with (tmp_path / "ours.csv").open(newline="", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)

    assert (row["last_name"], row["student_id"]) == (odd, "ann")
    assert None not in row


def test_a_larger_class_needs_no_more_queries(tmp_path: Path, schema_version: None) -> None:
    counts = []
    for number, more in enumerate((0, 40)):
        url = _fill(f"sqlite:///{tmp_path / f'{number}.db'}", more_students=more)
        with Gradebook(url, COURSE) as book:
            queries: list[str] = []
            event.listen(book.engine, "before_cursor_execute", lambda *what, seen=queries: seen.append(what[2]))
            FastCsv(to=str(tmp_path / "ours.csv")).export(book)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_command_line_knows_it(tmp_path: Path, schema_version: None) -> None:
    url = _fill(f"sqlite:///{tmp_path / 'gradebook.db'}")
    theirs = _export(CsvExportPlugin, url, tmp_path / "theirs.csv", student=["ann"])

    command = [sys.executable, "-m", "nbgrader", "export", "--exporter", "learnnn.nbgrader.export.FastCsv"]
    options = ["--db", url, "--student", "['ann']", "--to", "ours.csv"]
    subprocess.run([*command, *options], check=True, cwd=tmp_path, capture_output=True, timeout=120)

    assert (tmp_path / "ours.csv").read_text().splitlines() == theirs
