"""`learnnn nbgrader import`: what `learnnn grade` found, in the gradebook and where formgrader looks for it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook, MissingEntry

from learnnn.classroom.store import Store
from learnnn.core.errors import BridgeError
from learnnn.core.model import Course, Standing, Verdict
from learnnn.course import course_file
from learnnn.nbgrader import importer
from learnnn.nbgrader.course_folder import Settings, settings_of
from learnnn.nbgrader.importer import Imported, Left, import_grades
from tests.conftest import SAMPLES
from tests.grounds.classroom import trust
from tests.grounds.nbgrader import Ground, answers, replaced

# nbgrader itself tells SQLAlchemy of a submission too late.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore:Object of type:sqlalchemy.exc.SAWarning")]

WHEN = "2030-01-01 10:00:00 UTC\n"


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """Ann has everything right, Ben makes a mistake, Cem hands in what he was given, Dea nothing that can be read."""
    place = tmp_path_factory.mktemp("graded")
    shutil.copytree(SAMPLES / "toy", place / "toy", ignore=shutil.ignore_patterns(".learnnn", "__pycache__"))
    ground = Ground.set_up(place / "nbgrader", course=place / "toy")
    ground.release("scaling")
    right = answers(ground.root / "source" / "scaling" / "scaling.ipynb")
    ground.submit("ann", "scaling", right)
    ground.submit("ben", "scaling", right, replaced("2 * x", "x * x"))
    ground.submit("cem", "scaling")
    ground.submit_raw("dea", "scaling", b"{ this is no notebook")
    (ground.submitted("ann", "scaling").parent / "timestamp.txt").write_text(WHEN)
    ground.learnnn("grade", str(ground.root / "submitted"), *trust(), code=1)
    return ground


@pytest.fixture
def ground(graded: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ground:
    """The same in a folder of the test's own."""
    monkeypatch.setenv("JUPYTER_NO_CONFIG", "1")
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "jupyter"))
    shutil.copytree(graded.root, tmp_path / "nbgrader")
    shutil.copy(_store(graded), tmp_path / "nbgrader")
    return replace(graded, root=tmp_path / "nbgrader")


def _store(ground: Ground) -> Path:
    return ground.root / "submitted.grades.sqlite"


@pytest.fixture
def course(ground: Ground) -> Course:
    """The toy course."""
    return course_file.load(ground.course)


@pytest.fixture
def settings(ground: Ground) -> Settings:
    """What nbgrader goes by in the folder."""
    return settings_of(ground.root)


@pytest.fixture
def store(ground: Ground, course: Course) -> Iterator[Store]:
    """What was graded."""
    with Store.open(_store(ground), course.title, must_exist=True) as store:
        yield store


def _import(course: Course, store: Store, settings: Settings) -> Imported:
    return import_grades(course, course.exercises, store, settings)


def _scores(settings: Settings) -> dict[str, float]:
    with Gradebook(settings.db_url, settings.course_id) as book:
        return {one.student_id: one.score for one in book.find_assignment("scaling").submissions}


def _graded_files(ground: Ground) -> dict[str, bytes]:
    folder = ground.root / "autograded"
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_scores_are_those_of_learnnn_grade(course: Course, store: Store, settings: Settings) -> None:
    imported = _import(course, store, settings)

    earned = {v.student: v.earned for v in store.verdicts() if v.standing.is_settled}
    assert imported.works == imported.changed == 3
    assert earned.keys() == {"ann", "ben", "cem"}
    assert _scores(settings) == pytest.approx(earned)


def test_works_without_a_score_are_listed_with_their_reason(course: Course, store: Store, settings: Settings) -> None:
    store.add([Verdict("eli", "scaling", Standing.NO_VERDICT, "ab", problem="three workers died\nat once")])
    store.add([Verdict("fay", "scaling", Standing.BROKEN, "ab")])

    left = {one.student: one.reason for one in _import(course, store, settings).left}

    assert left.keys() == {"dea", "eli", "fay"}
    assert left["dea"].startswith("cannot be graded: ")
    assert left["eli"] == "no verdict: three workers died"
    assert left["fay"] == "broken"
    with Gradebook(settings.db_url, settings.course_id) as book, pytest.raises(MissingEntry):
        book.find_student("eli")


def test_formgrader_finds_a_graded_notebook_and_its_time(
    course: Course, store: Store, settings: Settings, ground: Ground
) -> None:
    _import(course, store, settings)

    files = _graded_files(ground)
    cells = json.loads(files["ben/scaling/scaling.ipynb"])["cells"]
    told = next(
        cell["outputs"] for cell in cells if cell["metadata"]["nbgrader"]["grade_id"] == "test_doubles_every_entry"
    )
    assert files.keys() == {
        "ann/scaling/scaling.ipynb",
        "ann/scaling/timestamp.txt",
        "ben/scaling/scaling.ipynb",
        "cem/scaling/scaling.ipynb",
    }
    assert told[-1]["data"]["text/plain"] == "0.0"
    with Gradebook(settings.db_url, settings.course_id) as book:
        assert str(book.find_submission("scaling", "ann").timestamp) == "2030-01-01 10:00:00"
        assert book.find_submission("scaling", "ben").timestamp is None


def test_an_answer_that_was_left_as_it_was_is_called_so(course: Course, store: Store, settings: Settings) -> None:
    _import(course, store, settings)

    with Gradebook(settings.db_url, settings.course_id) as book:
        comments = {
            student: book.find_comment("answer-double", "scaling", "scaling", student).auto_comment
            for student in ("ann", "cem")
        }
    assert comments == {"ann": None, "cem": "No response."}


def test_a_second_run_changes_nothing(course: Course, store: Store, settings: Settings, ground: Ground) -> None:
    _import(course, store, settings)
    before = {path: path.stat().st_mtime_ns for path in (ground.root / "autograded").rglob("*")}

    again = _import(course, store, settings)

    assert (again.works, again.changed) == (3, 0)
    assert {path: path.stat().st_mtime_ns for path in (ground.root / "autograded").rglob("*")} == before


@pytest.mark.parametrize("step", ["write", "put_news"])
def test_an_interrupted_run_is_continued(
    step: str, course: Course, store: Store, settings: Settings, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importer, "CHUNK", 1)
    owner: Any = importer.gradebook_writer if step == "write" else importer
    whole, calls = getattr(owner, step), []

    def interrupted(*args: Any, **options: Any) -> Any:
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return whole(*args, **options)

    with monkeypatch.context() as patch:
        patch.setattr(owner, step, interrupted)
        with pytest.raises(KeyboardInterrupt):
            _import(course, store, settings)
    _import(course, store, settings)

    assert _scores(settings).keys() == {"ann", "ben", "cem"}
    assert len(_graded_files(ground)) == 4
    assert not list((ground.root / "autograded").rglob("*.part"))


def test_what_was_given_by_hand_is_kept_and_waits_if_the_work_is_another(
    course: Course, store: Store, settings: Settings, ground: Ground
) -> None:
    _import(course, store, settings)
    with Gradebook(settings.db_url, settings.course_id) as book:
        grade = book.find_grade("test_doubles_every_entry", "scaling", "scaling", "cem")
        grade.manual_score, grade.needs_manual_grade = 0.5, False
        book.db.commit()

    _import(course, store, settings)
    with Gradebook(settings.db_url, settings.course_id) as book:
        same = book.find_grade("test_doubles_every_entry", "scaling", "scaling", "cem").needs_manual_grade
    _hand_in_again(store, ground, "cem")
    _import(course, store, settings)
    with Gradebook(settings.db_url, settings.course_id) as book:
        other = book.find_grade("test_doubles_every_entry", "scaling", "scaling", "cem")
        other = (other.manual_score, other.needs_manual_grade)

    assert same is False
    assert other == (0.5, True)


def _hand_in_again(store: Store, ground: Ground, student: str) -> None:
    """Another notebook, of which the same is found."""
    path = ground.submit(student, "scaling", replaced("# YOUR CODE HERE", "# my code here"))
    (verdict,) = (one for one in store.verdicts() if one.student == student)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    store.add([replace(verdict, sha256=sha256, report=store.report(student, "scaling"))])


def test_a_notebook_that_changed_since_it_was_graded_is_left(
    course: Course, store: Store, settings: Settings, ground: Ground
) -> None:
    ground.submit("ann", "scaling")
    shutil.rmtree(ground.submitted("ben", "scaling").parent)

    imported = _import(course, store, settings)

    reasons = {one.student: one.reason for one in imported.left}
    assert reasons["ann"] == "the notebook is not the one that was graded: run `learnnn grade` again"
    assert reasons["ben"].startswith("nbgrader has no notebook of theirs")
    assert _scores(settings).keys() == {"cem"}


def test_a_time_that_is_none_is_the_problem_of_that_student(
    course: Course, store: Store, settings: Settings, ground: Ground
) -> None:
    (ground.submitted("ann", "scaling").parent / "timestamp.txt").write_text("yesterday, I think")

    imported = _import(course, store, settings)

    assert Left("ann", "scaling", "its timestamp.txt is no time: yesterday, I think") in imported.left
    assert _scores(settings).keys() == {"ben", "cem"}


def test_an_exercise_that_was_released_with_other_points_is_refused(
    course: Course, store: Store, settings: Settings
) -> None:
    with Gradebook(settings.db_url, settings.course_id) as book:
        book.find_grade_cell("test_doubles_every_entry", "scaling", "scaling").max_score = 7.0
        book.db.commit()

    with pytest.raises(BridgeError, match=r"other points than the course gives now, in test_doubles_every_entry"):
        _import(course, store, settings)

    assert _scores(settings) == {}


def test_an_exercise_that_was_not_released_is_refused(course: Course, store: Store, settings: Settings) -> None:
    Path(settings.db_url.removeprefix("sqlite:///")).unlink()

    with pytest.raises(BridgeError, match="`scaling` was not released"):
        _import(course, store, settings)


def test_the_command_tells_what_it_did(ground: Ground) -> None:
    first = ground.learnnn("nbgrader", "import", "--course-dir", str(ground.root), code=1)
    second = ground.learnnn("nbgrader", "import", "scaling", "--course-dir", str(ground.root), code=1)

    assert "Imported 3 works; there was news in 3 of them." in first.output
    assert "Imported 3 works; there was news in 0 of them." in second.output
    assert "1 not imported:\n  dea  scaling  cannot be graded: " in first.output
