"""nbgrader's gradebook is made where there is none, tells what an assignment has, and what keeps it from being used."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnnn.core.errors import BridgeError
from learnnn.nbgrader.gradebook import form_of, opened

COURSE = "course"


def _open(url: str) -> None:
    with opened(url, COURSE):
        pass


def test_a_gradebook_that_is_not_there_is_made(db_url: str) -> None:
    with opened(db_url, COURSE) as book:
        book.add_student("ann")
    with opened(db_url, COURSE) as book:
        students = [student.id for student in book.students]

    assert students == ["ann"]


def test_the_cells_of_an_assignment_are_told_apart_by_what_they_are_for(db_url: str) -> None:
    with opened(db_url, COURSE) as book:
        book.add_assignment("work")
        book.add_notebook("work", "work")
        book.add_grade_cell("test", "work", "work", max_score=2.0, cell_type="code")
        book.add_grade_cell("essay", "work", "work", max_score=3.0, cell_type="markdown")
        book.add_grade_cell("sketch", "work", "work", max_score=1.0, cell_type="code")
        for name in ("essay", "sketch", "answer"):
            book.add_solution_cell(name, "work", "work")
        book.add_task_cell("task", "work", "work", max_score=4.0, cell_type="markdown")
        cells = form_of(book, "work").notebooks["work"]

    assert {name: points for name, (_, points) in cells.tests.items()} == {"test": 2.0}
    assert cells.by_hand.keys() == {"essay", "sketch"}
    assert cells.answers.keys() == {"essay", "sketch", "answer"}
    assert len(cells.tasks) == 1
    assert len(set(cells.graded)) == 4
    assert len(set(cells.commented)) == 4


def test_an_assignment_that_is_not_there_is_told(db_url: str) -> None:
    with opened(db_url, COURSE) as book, pytest.raises(BridgeError, match="no assignment `other`"):
        form_of(book, "other")


# -- what a person has to mend --------------------------------------------------------------------------------------------


def test_a_file_that_is_no_gradebook_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "gradebook.db"
    path.write_text("my shopping list\n" * 100)

    with pytest.raises(BridgeError, match="not a database") as caught:
        _open(f"sqlite:///{path}")

    assert caught.value.path == path
    assert path.read_text().startswith("my shopping list")


def test_a_server_that_is_not_there_is_told_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(BridgeError, match=r"ann:\*\*\*@") as caught:
        _open(f"postgresql+psycopg://ann:secret@/course?host={tmp_path}")

    assert "secret" not in str(caught.value)


def test_a_driver_that_is_not_installed_is_told() -> None:
    with pytest.raises(BridgeError, match="needs the package `pg8000`") as caught:
        _open("postgresql+pg8000://ann@host/course")

    assert "learnnn[postgresql]" in caught.value.next_step
