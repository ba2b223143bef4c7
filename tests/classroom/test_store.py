"""The store keeps what is committed, is one writer's alone, and never touches a file that is not its own."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from learnnn.classroom.store import Store
from learnnn.core.errors import StoreError
from learnnn.core.model import Standing, Submission, Verdict
from learnnn.course.intake import Received

KEYS = {"scaling": "checks"}
PASSED = Verdict("ann", "scaling", Standing.PASSED, "ab12", 4, 4, "landlock", 0.5, ("sums",), report={"points": 4})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store is to be."""
    return tmp_path / "class.grades.sqlite"


def _received(sha256: str = "ab12", student: str = "ann") -> Received:
    return Received(student, "scaling", Submission("scaling", Path("scaling.py"), "", sha256), None)


def test_what_is_added_is_there_when_it_is_opened_again(path: Path) -> None:
    with Store.open(path, "Course", grading_keys=KEYS) as store:
        store.add([PASSED])

    with Store.open(path, "Course") as store:
        (row,) = store.verdicts()
        reports = store.reports("ann")

    assert (row.student, row.standing, row.earned, row.misconceptions) == ("ann", Standing.PASSED, 4, ("sums",))
    assert reports == {"scaling": {"points": 4}}


def test_a_later_verdict_replaces_the_earlier_one(path: Path) -> None:
    with Store.open(path, "Course", grading_keys=KEYS) as store:
        store.add([PASSED])
        store.add([Verdict("ann", "scaling", Standing.FAILED, "cd34", 1, 4)])

        (row,) = store.verdicts()

    assert (row.sha256, row.earned) == ("cd34", 1)


@pytest.mark.parametrize("is_reopened", [False, True])
def test_only_the_same_file_graded_by_the_same_checks_is_known(is_reopened: bool, path: Path) -> None:
    store = Store.open(path, "Course", grading_keys=KEYS)
    store.add([PASSED])
    if is_reopened:
        store.close()
        store = Store.open(path, "Course", grading_keys=KEYS)

    known = [store.is_known(one) for one in (_received(), _received("cd34"), _received(student="ben"))]
    store.close()
    with Store.open(path, "Course", grading_keys={"scaling": "other checks"}) as changed:
        is_known_still = changed.is_known(_received())

    assert known == [True, False, False]
    assert not is_known_still


@pytest.mark.parametrize("standing", [Standing.NO_VERDICT, Standing.BROKEN])
def test_what_got_no_score_is_tried_again(standing: Standing, path: Path) -> None:
    with Store.open(path, "Course", grading_keys=KEYS) as store:
        store.add([Verdict("ann", "scaling", standing, "ab12")])

        assert not store.is_known(_received())


def test_a_problem_is_known_as_long_as_it_is_the_same(path: Path) -> None:
    with Store.open(path, "Course", grading_keys=KEYS) as store:
        store.add([Verdict("ann", "scaling", Standing.NOT_GRADABLE, problem="nothing there")])

        assert store.is_known(Received("ann", "scaling", None, "nothing there"))
        assert not store.is_known(Received("ann", "scaling", None, "a link"))
        assert not store.is_known(_received())


def test_the_seed_is_made_once_and_kept(path: Path) -> None:
    seeds = []
    for seed in (None, None):
        with Store.open(path, "Course", seed=seed) as store:
            seeds.append(store.seed)

    assert seeds[0] == seeds[1]
    assert len(seeds[0]) == 32


def test_another_seed_is_refused_and_the_same_is_not(path: Path) -> None:
    Store.open(path, "Course", seed="one").close()

    Store.open(path, "Course", seed="one").close()
    with pytest.raises(StoreError, match="another seed"):
        Store.open(path, "Course", seed="two")


def test_the_store_of_another_course_is_refused(path: Path) -> None:
    Store.open(path, "Course").close()

    with pytest.raises(StoreError, match="another course"):
        Store.open(path, "Other course")


def test_the_time_of_grading_is_kept_in_utc(path: Path) -> None:
    with Store.open(path, "Course", clock=lambda: datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)) as store:
        store.add([PASSED])

    with sqlite3.connect(path) as rows:
        ((graded_at,),) = rows.execute("SELECT graded_at FROM verdicts")
    rows.close()

    assert graded_at == "2030-01-02T03:04:05+00:00"


@pytest.mark.skipif(sys.platform == "win32", reason="files have no modes there")
def test_grades_are_their_owners_alone(path: Path) -> None:
    Store.open(path, "Course").close()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_second_writer_is_told_to_wait(path: Path) -> None:
    with Store.open(path, "Course"), pytest.raises(StoreError, match="in use"):
        Store.open(path, "Course")


def test_the_lock_ends_with_its_process_and_what_was_committed_stays(path: Path) -> None:
    script = f"""
import time
from pathlib import Path
from learnnn.core.model import Standing, Verdict
from learnnn.classroom.store import Store
store = Store.open(Path({str(path)!r}), "Course")
store.add([Verdict("ann", "scaling", Standing.FAILED, "ab12", 1, 2)])
print("committed", flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        with pytest.raises(StoreError, match="in use"):
            Store.open(path, "Course")
        writer.kill()

    with Store.open(path, "Course") as store:
        assert [row.earned for row in store.verdicts()] == [1]


def _other_database(path: Path) -> None:
    with sqlite3.connect(path) as rows:
        rows.execute("CREATE TABLE addresses (name TEXT)")
    rows.close()


def _damaged(path: Path) -> None:
    with Store.open(path, "Course") as store:
        store.add([Verdict(f"s{i}", "scaling", Standing.PASSED, "ab", 1, 1, problem="x" * 500) for i in range(100)])
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 5] = b"\xff" * 8192
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.write_text("my shopping list\n" * 100), "no file of grades"),
        (_other_database, "not one of grades"),
        (_damaged, "damaged"),
    ],
)
def test_a_file_that_is_none_or_is_damaged_is_refused_and_left_alone(
    make: Callable[[Path], object], words: str, path: Path
) -> None:
    make(path)
    before = path.read_bytes()

    with pytest.raises(StoreError, match=words):
        Store.open(path, "Course")

    assert path.read_bytes() == before


def test_grades_in_a_later_format_are_refused(path: Path) -> None:
    Store.open(path, "Course").close()
    with sqlite3.connect(path) as rows:
        rows.execute("PRAGMA user_version = 2")
    rows.close()

    with pytest.raises(StoreError, match="format 2"):
        Store.open(path, "Course")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be kept here"):
        Store.open(tmp_path / "nowhere" / "grades.sqlite", "Course")


def test_reading_makes_no_store(path: Path) -> None:
    with pytest.raises(StoreError, match="no grades yet"):
        Store.open(path, "Course", must_exist=True)

    assert not path.exists()


def test_texts_that_are_no_unicode_are_kept(path: Path) -> None:
    report = {"output": "half a pair: \ud800"}

    with Store.open(path, "Course") as store:
        store.add([Verdict("ann", "scaling", Standing.PASSED, "ab", 1, 1, report=report)])

        assert store.reports("ann")["scaling"] == report
