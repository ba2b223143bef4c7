"""The bulk writer leaves in nbgrader's gradebook what nbgrader's own steps would have left there."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.api import Gradebook
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.preprocessors import AssignLatePenalties, SaveAutoGrades
from nbgrader.utils import compute_checksum
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config

from learnnn.core.errors import BridgeError
from learnnn.nbgrader import gradebook_writer
from learnnn.nbgrader.gradebook import opened
from learnnn.nbgrader.gradebook_writer import GradedNotebook, Written, late_penalty, write
from tests.grounds.postgresql import Server

# nbgrader itself tells SQLAlchemy of a submission too late.
pytestmark = pytest.mark.filterwarnings("ignore:Object of type:sqlalchemy.exc.SAWarning")

COURSE = "course"
DUE = datetime(2030, 1, 1, 12)  # noqa: DTZ001  # as nbgrader keeps it: in UTC, without saying so
ON_TIME, LATE = DUE - timedelta(hours=1), DUE + timedelta(hours=2)
TESTS = {"test-a": 2.0, "test-b": 1.0}
BY_HAND = {"essay": ("markdown", 3.0), "sketch": ("code", 2.0)}
HALF = {"test-a": 1.0, "test-b": 0.0}
FULL = dict(TESTS)


class PointAnHour(LateSubmissionPlugin):
    """A point for each hour, however few there are to take."""

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        return total_seconds_late / 3600


class Nonsense(LateSubmissionPlugin):
    """More than there is, or less than nothing."""

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        return -5.0 if student_id == "ann" else 500.0


@pytest.fixture
def url(db_url: str) -> str:
    """A gradebook with one assignment: cells of every kind."""
    return _release(db_url)


def _release(url: str) -> str:
    with opened(url, COURSE) as book:
        book.add_assignment("work", duedate=DUE)
        book.add_notebook("work", "work")
        for name, points in TESTS.items():
            book.add_grade_cell(name, "work", "work", max_score=points, cell_type="code")
        for name, (cell_type, points) in BY_HAND.items():
            book.add_grade_cell(name, "work", "work", max_score=points, cell_type=cell_type)
            book.add_solution_cell(name, "work", "work")
        book.add_solution_cell("answer", "work", "work")
        book.add_task_cell("task", "work", "work", max_score=4.0, cell_type="markdown")
    return url


def _result(student: str = "ann", scores: Mapping[str, float] = HALF, **others: Any) -> GradedNotebook:
    return GradedNotebook(student, "work", **{"timestamp": ON_TIME, "scores": scores} | others)


def _write(url: str, *results: GradedNotebook, plugin: type[LateSubmissionPlugin] = LateSubmissionPlugin) -> Written:
    config = Config({"AssignLatePenalties": {"plugin_class": plugin}})
    return write(results, "work", db_url=url, course_id=COURSE, late_penalty=late_penalty(config))


@dataclass(frozen=True)
class Sheet:
    """All that a gradebook says of one student's notebook."""

    timestamp: datetime | None
    penalty: float | None
    score: float
    grades: dict[str, tuple[float | None, float | None, float | None, bool]]
    comments: dict[str, tuple[str | None, str | None]]

    def waiting(self) -> set[str]:
        return {name for name, (*_, is_waiting) in self.grades.items() if is_waiting}


def _sheet(url: str, student: str = "ann") -> Sheet:
    with Gradebook(url, COURSE) as book:
        notebook = book.find_submission_notebook("work", "work", student)
        return Sheet(
            notebook.assignment.timestamp,
            notebook.late_submission_penalty,
            notebook.score,
            {g.name: (g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade) for g in notebook.grades},
            {c.name: (c.auto_comment, c.manual_comment) for c in notebook.comments},
        )


def _grade_by_hand(url: str, grades: Mapping[str, float], student: str = "ann", **others: Any) -> None:
    """As formgrader does it."""
    with Gradebook(url, COURSE) as book:
        for name, score in grades.items():
            grade = book.find_grade(name, "work", "work", student)
            grade.manual_score, grade.needs_manual_grade = score, False
            for field, value in others.items():
                setattr(grade, field, value)
        book.db.commit()


# -- the same as nbgrader's own -----------------------------------------------------------------------------------------


def _autograde(url: str, result: GradedNotebook, plugin: type[LateSubmissionPlugin]) -> None:
    """What nbgrader's own steps make of the same work."""
    with Gradebook(url, COURSE) as book:
        book.update_or_create_student(result.student)
        book.update_or_create_submission("work", result.student, timestamp=result.timestamp)
    resources = {"nbgrader": {"notebook": "work", "assignment": "work", "student": result.student, "db_url": url}}
    config = Config({"AssignLatePenalties": {"plugin_class": plugin}})
    for step in (SaveAutoGrades, AssignLatePenalties):
        step(config=config).preprocess(_notebook(result), resources)


def _notebook(result: GradedNotebook) -> Any:
    cells = [_cell("code", name, points=points, grade=True, locked=True) for name, points in TESTS.items()]
    for cell in cells:
        score = result.scores[cell.metadata.nbgrader.grade_id]
        cell.outputs = [new_output("execute_result", data={"text/plain": repr(score)}, execution_count=1)]
    cells += [_cell(kind, name, points=points, grade=True, solution=True) for name, (kind, points) in BY_HAND.items()]
    cells += [_cell("code", "answer", solution=True), _cell("markdown", "task", points=4.0, task=True, locked=True)]
    for cell in cells:
        is_changed = cell.metadata.nbgrader.grade_id not in result.unanswered
        cell.metadata.nbgrader["checksum"] = "another" if is_changed else compute_checksum(cell)
    return new_notebook(cells=cells)


def _cell(kind: str, name: str, **flags: Any) -> Any:
    mark = {"schema_version": 3, "grade_id": name, "grade": False, "solution": False, "locked": False, "task": False}
    make = new_code_cell if kind == "code" else new_markdown_cell
    return make(f"about {name}", metadata={"nbgrader": mark | flags})


WORKS = {
    "half": _result(),
    "full": _result(scores=FULL),
    "nothing at all": _result(
        scores={"test-a": 0.0, "test-b": 0.0}, unanswered=frozenset({"essay", "sketch", "answer"})
    ),
    "only the essay": _result(unanswered=frozenset({"sketch"})),
    "late": _result(timestamp=LATE),
    "never dated": _result(timestamp=None),
}


@pytest.mark.parametrize("work", WORKS)
def test_a_first_import_is_what_autograding_gives(work: str, url: str, tmp_path: Path) -> None:
    theirs = _release(f"sqlite:///{tmp_path / 'theirs.db'}")

    _autograde(theirs, WORKS[work], PointAnHour)
    _write(url, WORKS[work], plugin=PointAnHour)

    assert _sheet(url) == _sheet(theirs)


@pytest.mark.parametrize("plugin", [LateSubmissionPlugin, PointAnHour, Nonsense])
def test_later_work_on_which_a_person_has_been_is_what_autograding_gives(plugin, url: str, tmp_path: Path) -> None:
    theirs = _release(f"sqlite:///{tmp_path / 'theirs.db'}")
    again = _result(timestamp=LATE, scores={"test-a": 1.0, "test-b": 0.5}, unanswered=frozenset({"answer", "sketch"}))

    for book, grade in ((theirs, _autograde), (url, lambda url, result, plugin: _write(url, result, plugin=plugin))):
        for student in ("ann", "ben"):
            grade(book, replace(_result(), student=student), plugin)
            _grade_by_hand(book, {"essay": 2.5, "test-a": 2.0, "task": 1.0}, student, extra_credit=0.25)
            grade(book, replace(again, student=student), plugin)

    assert _sheet(url, "ann") == _sheet(theirs, "ann")
    assert _sheet(url, "ben") == _sheet(theirs, "ben")
    assert {"essay", "test-a"} <= _sheet(url).waiting()


# -- what was given by hand -----------------------------------------------------------------------------------------------


def test_what_a_person_gave_is_kept(url: str) -> None:
    _write(url, _result())
    _grade_by_hand(url, {"essay": 2.5, "test-b": 1.0}, extra_credit=0.5)
    with Gradebook(url, COURSE) as book:
        book.find_comment("essay", "work", "work", "ann").manual_comment = "Well said."
        book.db.commit()

    _write(url, _result(scores=FULL, timestamp=LATE, unanswered=frozenset({"essay"})))
    sheet = _sheet(url)

    assert sheet.grades["essay"][1:3] == (2.5, 0.5)
    assert sheet.grades["test-b"] == (1.0, 1.0, 0.5, True)
    assert sheet.comments["essay"] == ("No response.", "Well said.")


def test_what_was_graded_by_hand_waits_again_only_if_there_is_news(url: str) -> None:
    _write(url, _result())
    _grade_by_hand(url, {"essay": 2.5, "sketch": 1.0, "test-a": 2.0, "test-b": 1.0})

    _write(url, _result())
    after_the_same = _sheet(url).waiting()
    _write(url, _result(scores=HALF | {"test-b": 1.0}))
    after_another_score = _sheet(url).waiting()

    assert after_the_same == {"task"}
    assert after_another_score == {"task", "test-b"}


@pytest.mark.parametrize("news", [{"timestamp": LATE}, {"is_new_work": True}])
def test_other_work_is_looked_at_again_as_a_whole(news: dict[str, Any], url: str) -> None:
    _write(url, _result())
    _grade_by_hand(url, {"essay": 2.5, "test-a": 2.0})

    _write(url, replace(_result(), **news))

    assert {"essay", "test-a"} <= _sheet(url).waiting()


def test_a_score_by_hand_while_results_are_written_is_not_overlooked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(url, _result())
    seen = gradebook_writer._Chunk._sheets

    def then_graded(self: gradebook_writer._Chunk, table: Any, *others: Any) -> Iterator[Any]:
        found = list(seen(self, table, *others))
        if table is gradebook_writer.GRADE:
            by_hand = gradebook_writer.update(table).where(table.c.auto_score == 1.0).values(manual_score=1.5)
            self.connection.execute(by_hand)
        return iter(found)

    monkeypatch.setattr(gradebook_writer._Chunk, "_sheets", then_graded)
    _write(url, _result(scores=FULL))

    assert _sheet(url).grades["test-a"] == (2.0, 1.5, None, True)


# -- again, and in part -----------------------------------------------------------------------------------------------------


def test_a_second_run_changes_nothing(url: str) -> None:
    results = [_result("ann"), _result("ben", FULL, timestamp=LATE), _result("cem", unanswered=frozenset({"essay"}))]

    first = _write(url, *results, plugin=PointAnHour)
    before = [_sheet(url, result.student) for result in results]
    second = _write(url, *results, plugin=PointAnHour)

    assert (first, second) == (Written(3, 3), Written(3, 0))
    assert [_sheet(url, result.student) for result in results] == before


def test_a_time_that_is_not_known_leaves_the_one_that_is(url: str) -> None:
    _write(url, _result(timestamp=LATE))

    _write(url, _result(timestamp=None))

    assert _sheet(url).timestamp == LATE


def test_times_with_a_zone_are_kept_in_utc(url: str) -> None:
    _write(url, _result(timestamp=LATE.replace(tzinfo=UTC)))

    assert _sheet(url).timestamp == LATE


def test_an_extension_counts_and_then_there_is_no_penalty(url: str) -> None:
    _write(url, _result(timestamp=LATE), plugin=PointAnHour)
    before = _sheet(url).penalty
    with Gradebook(url, COURSE) as book:
        book.grant_extension("work", "ann", hours=3)

    _write(url, _result(timestamp=LATE), plugin=PointAnHour)

    assert before == 1.0  # of the two points that were asked for: there was one to take
    assert _sheet(url).penalty is None


def test_only_late_work_is_shown_to_the_plugin(url: str) -> None:
    asked: list[tuple[str, float, float]] = []

    def note(*what: Any) -> None:
        asked.append(what)

    results = [_result("ann"), _result("ben", timestamp=LATE), _result("cem", timestamp=None)]
    write(results, "work", db_url=url, course_id=COURSE, late_penalty=note)

    assert asked == [("ben", 1.0, 7200.0)]


def test_students_who_are_there_keep_their_names_and_others_are_made(url: str) -> None:
    with Gradebook(url, COURSE) as book:
        book.add_student("ann", first_name="Ann", email="ann@example.org")

    _write(url, _result("ann"), _result("ben"))

    with Gradebook(url, COURSE) as book:
        assert {student.id: student.first_name for student in book.students} == {"ann": "Ann", "ben": None}


def test_a_submission_that_lacks_rows_gets_them(url: str) -> None:
    _write(url, _result())
    with Gradebook(url, COURSE) as book:
        notebook = book.find_submission_notebook("work", "work", "ann")
        for row in (*notebook.grades, *notebook.comments):
            book.db.delete(row)
        book.db.commit()

    _write(url, _result())

    assert _sheet(url).grades.keys() == {*TESTS, *BY_HAND, "task"}
    assert _sheet(url).score == 1.0


BAD_SCORES = {
    "more than the cell is worth": (HALF | {"test-b": 1.5}, "worth 1 points and got 1.5"),
    "less than nothing": (HALF | {"test-b": -0.1}, "got -0.1"),
    "no number": (HALF | {"test-b": float("nan")}, "got nan"),
    "none for a test": ({"test-a": 1.0}, "`test-b` has no score"),
    "for a test that is not there": (HALF | {"test-c": 1.0}, "`test-c` is no test cell"),
    "for an answer that a person grades": (HALF | {"essay": 1.0}, "`essay` is no test cell"),
}


@pytest.mark.parametrize("why", BAD_SCORES)
def test_a_score_that_does_not_fit_is_refused_with_its_chunk(
    why: str, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gradebook_writer, "CHUNK", 2)
    scores, words = BAD_SCORES[why]
    results = [_result("ann"), _result("ben"), _result("cem"), _result("dea", scores), _result("eli")]

    with pytest.raises(BridgeError, match=words) as caught:
        _write(url, *results)

    assert "dea" in caught.value.what
    with Gradebook(url, COURSE) as book:
        assert {one.student_id for one in book.find_assignment("work").submissions} == {"ann", "ben"}
        assert {student.id for student in book.students} == {"ann", "ben"}


def test_what_fails_in_the_database_leaves_nothing_of_its_chunk(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise SQLAlchemyError("the disk is full")

    monkeypatch.setattr(gradebook_writer._Chunk, "_penalties", fail)
    with pytest.raises(BridgeError, match="the disk is full"):
        _write(url, _result())

    with Gradebook(url, COURSE) as book:
        assert not book.students
        assert not book.find_assignment("work").submissions


def test_an_interrupted_run_is_continued(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gradebook_writer, "CHUNK", 2)
    results = [_result(f"s{number}") for number in range(5)]

    def interrupted() -> Iterable[GradedNotebook]:
        yield from results[:3]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(interrupted(), "work", db_url=url, course_id=COURSE, late_penalty=lambda *_: None)
    rest = _write(url, *results)

    assert rest == Written(5, 3)


# -- what a person has to mend --------------------------------------------------------------------------------------------


def test_an_assignment_that_was_not_released_is_told(url: str) -> None:
    with pytest.raises(BridgeError, match="no assignment `other`") as caught:
        write([], "other", db_url=url, course_id=COURSE, late_penalty=lambda *_: None)

    assert "nbgrader generate_assignment other" in caught.value.next_step


def test_a_notebook_that_was_not_released_is_told(url: str) -> None:
    with pytest.raises(BridgeError, match="no notebook `other`"):
        _write(url, replace(_result(), notebook="other"))


@pytest.mark.slow
def test_a_writer_that_meets_another_fails_as_a_whole_and_then_goes_on(postgresql: Server) -> None:
    url = _release(postgresql.database())
    ended: list[BridgeError] = []

    def second() -> None:
        try:
            _write(url, _result("ann"), _result("ben"))
        except BridgeError as error:
            ended.append(error)

    writer = threading.Thread(target=second)
    with opened(url, COURSE) as book:
        with book.engine.begin() as first:
            first.execute(gradebook_writer.insert(gradebook_writer.STUDENT), [{"id": "ben"}])
            writer.start()
            while not postgresql.is_waited_for():
                time.sleep(0.02)
        writer.join()
        students = {student.id for student in book.students}

    assert "already exists" in str(ended[0]) or "duplicate" in str(ended[0])
    assert students == {"ben"}
    assert _write(url, _result("ann"), _result("ben")) == Written(2, 2)
