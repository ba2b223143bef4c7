"""The grades of a class: one SQLite file with one writer, committed as it goes. What is committed survives anything.

A row for each student and exercise says what was graded, by content: the same files, graded by the same checks, need not be
graded again. While the file is open no other process can open it; that ends with the process, however it ends.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from learnnn.core.errors import StoreError, WorkerError
from learnnn.core.model import Standing, Verdict
from learnnn.course.intake import Received

APPLICATION_ID = 0x6C726E6E  # "lrnn", in the header of the file
VERSION = 1
SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE verdicts (
    student TEXT NOT NULL,
    exercise TEXT NOT NULL,
    content_key TEXT NOT NULL,      -- of what was graded and by what; the same key needs no second grading
    sha256 TEXT NOT NULL,           -- of the file as it was handed in
    status TEXT NOT NULL,           -- learnnn.core.model.Standing
    earned REAL,                    -- NULL: no verdict is no score
    possible REAL NOT NULL,
    isolation TEXT NOT NULL,
    seconds REAL NOT NULL,
    misconceptions TEXT NOT NULL,   -- a JSON list of names
    report BLOB,                    -- JSON (learnnn.core.report_json), compressed with zlib
    problem TEXT,
    graded_at TEXT NOT NULL,        -- UTC
    PRIMARY KEY (student, exercise)
);
"""
COLUMNS = "student, exercise, status, sha256, earned, possible, isolation, seconds, misconceptions, problem"
ANOTHER = "Name another file with --store."


@dataclass(slots=True)
class Store:
    """An open store. `seed` is the assignment's: made with the store, never changed."""

    path: Path
    seed: str
    _rows: sqlite3.Connection
    _grading_keys: Mapping[str, str]
    _clock: Callable[[], datetime]
    _known: dict[tuple[str, str], str] = field(default_factory=dict)  # the content keys that need no further grading

    @classmethod
    def open(
        cls,
        path: Path,
        course: str,
        *,
        grading_keys: Mapping[str, str] | None = None,
        seed: str | None = None,
        must_exist: bool = False,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Self:
        """The store at `path`, made if there is none. Raises StoreError if it is not one of this course and seed.

        `grading_keys` tells, by exercise, what a work is graded by: see `add` and `is_known`.
        """
        if must_exist and not path.is_file():
            raise StoreError("there are no grades yet", path=path, next_step="`learnnn grade SUBMISSIONS` makes them.")
        rows = _connect(path)
        try:
            with _explained(path):
                about = _about(rows, path)
                rows.execute("PRAGMA journal_mode = WAL")  # now that it is known to be ours to change
                rows.execute("PRAGMA synchronous = FULL")
                about = about or _made(rows, course, seed or secrets.token_hex(16))
                _require_same(about, course, seed, path)
                store = cls(path, about["seed"], rows, grading_keys or {}, clock)
                store._load()
        except BaseException:
            rows.close()
            raise
        return store

    def close(self) -> None:
        self._rows.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def is_known(self, received: Received) -> bool:
        """Whether the store says already what there is to say of this file, graded as it would be now."""
        sha256 = received.submission.sha256 if received.submission is not None else ""
        content_key = self._content_key(received.exercise, sha256, received.problem)
        return self._known.get((received.student, received.exercise)) == content_key

    def add(self, verdicts: Iterable[Verdict]) -> None:
        """Commit them all or none; each replaces what was known of the same student and exercise."""
        now = self._clock().isoformat(timespec="seconds")
        written = {(v.student, v.exercise): v for v in verdicts}
        rows = [(*self._row(verdict), now) for verdict in written.values()]
        with _explained(self.path):
            self._rows.execute("BEGIN IMMEDIATE")
            try:
                self._rows.executemany(f"INSERT OR REPLACE INTO verdicts VALUES ({', '.join('?' * 13)})", rows)  # noqa: S608  # question marks
            except BaseException:
                self._rows.execute("ROLLBACK")
                raise
            self._rows.execute("COMMIT")
        for key, verdict in written.items():
            self._note(key, verdict.standing, self._key_of(verdict))

    def verdicts(self) -> Iterator[Verdict]:
        """All rows by student and exercise, without their reports."""
        with _explained(self.path):
            for row in self._rows.execute(f"SELECT {COLUMNS} FROM verdicts ORDER BY student, exercise"):  # noqa: S608  # a constant
                student, exercise, status, sha256, earned, possible, isolation, seconds, seen, problem = row
                yield Verdict(
                    student, exercise, Standing(status), sha256, earned, possible, isolation, seconds,
                    tuple(json.loads(seen)), problem,
                )  # fmt: skip

    def reports(self, student: str) -> dict[str, dict[str, Any]]:
        """The student's reports by exercise, as of `learnnn.core.report_json`."""
        query = "SELECT exercise, report FROM verdicts WHERE student = ? AND report IS NOT NULL"
        with _explained(self.path):
            return {slug: json.loads(zlib.decompress(blob)) for slug, blob in self._rows.execute(query, (student,))}

    def report(self, student: str, exercise: str) -> dict[str, Any] | None:
        """One of them; None if there is none."""
        query = "SELECT report FROM verdicts WHERE student = ? AND exercise = ?"
        with _explained(self.path):
            row = self._rows.execute(query, (student, exercise)).fetchone()
        return json.loads(zlib.decompress(row[0])) if row is not None and row[0] is not None else None

    def _load(self) -> None:
        for student, exercise, status, content_key in self._rows.execute(
            "SELECT student, exercise, status, content_key FROM verdicts"
        ):
            self._note((student, exercise), Standing(status), content_key)

    def _note(self, key: tuple[str, str], standing: Standing, content_key: str) -> None:
        """Only what would not change is known: what got no verdict, or a broken one, is tried again."""
        self._known.pop(key, None)
        if standing.is_settled or standing is Standing.NOT_GRADABLE:
            self._known[key] = content_key

    def _row(self, verdict: Verdict) -> tuple[object, ...]:
        report = zlib.compress(json.dumps(verdict.report).encode()) if verdict.report is not None else None
        return (
            verdict.student, verdict.exercise, self._key_of(verdict), verdict.sha256, verdict.standing.value,
            verdict.earned, verdict.possible, verdict.isolation, verdict.seconds,
            json.dumps(verdict.misconceptions), report, verdict.problem,
        )  # fmt: skip

    def _key_of(self, verdict: Verdict) -> str:
        return self._content_key(verdict.exercise, verdict.sha256, verdict.problem)

    def _content_key(self, exercise: str, sha256: str, problem: str | None) -> str:
        what = f"{self._grading_keys.get(exercise, '')} {sha256}" if sha256 else f"problem: {problem}"
        return hashlib.sha256(what.encode()).hexdigest()


def _connect(path: Path) -> sqlite3.Connection:
    """A connection that nobody else has. A new file is its owner's alone: grades are private."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        pass
    except OSError as error:
        raise StoreError(f"the grades cannot be kept here: {error.strerror}", path=path, next_step=ANOTHER) from None
    with _explained(path):
        rows = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            rows.execute("PRAGMA locking_mode = EXCLUSIVE")
            rows.execute("BEGIN IMMEDIATE")  # takes the lock, which stays
            rows.execute("COMMIT")
        except BaseException:
            rows.close()
            raise
        return rows


def _about(rows: sqlite3.Connection, path: Path) -> dict[str, str] | None:
    """What the file says of itself; None if it is empty. Raises StoreError if it is something else, or damaged."""
    ((application_id,),) = rows.execute("PRAGMA application_id")
    ((version,),) = rows.execute("PRAGMA user_version")
    if not application_id and not version and not rows.execute("SELECT 1 FROM sqlite_master").fetchone():
        return None
    if application_id != APPLICATION_ID:
        raise StoreError("this is a database, but not one of grades", path=path, next_step=ANOTHER)
    if version != VERSION:
        raise StoreError(
            f"these grades are in format {version}; this version of learnnn knows format {VERSION}",
            path=path,
            next_step=f"Use the version of learnnn that wrote them. {ANOTHER}",
        )
    ((health,),) = rows.execute("PRAGMA quick_check(1)")
    if health != "ok":
        raise _damaged(path, health)
    return dict(rows.execute("SELECT name, value FROM about"))


def _made(rows: sqlite3.Connection, course: str, seed: str) -> dict[str, str]:
    about = {"course": course, "seed": seed}
    rows.execute("BEGIN IMMEDIATE")
    for statement in (
        *SCHEMA.split(";\n"),
        f"PRAGMA application_id = {APPLICATION_ID}",
        f"PRAGMA user_version = {VERSION}",
    ):
        rows.execute(statement)
    rows.executemany("INSERT INTO about VALUES (?, ?)", about.items())
    rows.execute("COMMIT")
    return about


def _require_same(about: Mapping[str, str], course: str, seed: str | None, path: Path) -> None:
    if about["course"] != course:
        raise StoreError(
            f"these are grades of another course, “{about['course']}”; this one is “{course}”",
            path=path,
            next_step=ANOTHER,
        )
    if seed is not None and about["seed"] != seed:
        raise StoreError(
            "these grades were made with another seed", path=path, next_step=f"Leave --seed out. {ANOTHER}"
        )


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """SQLite's errors in words for a person."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_BUSY:
            raise StoreError(
                "these grades are in use by another process", path=path, next_step="Wait until it has ended."
            ) from None
        if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise _damaged(path, str(error)) from None
        raise WorkerError(
            f"the grades cannot be written or read: {error}",
            path=path,
            next_step="Look at the disk, then run it again.",
        ) from None


def _damaged(path: Path, why: str) -> StoreError:
    return StoreError(
        f"this is no file of grades, or a damaged one ({why})",
        path=path,
        next_step=f"Nothing in it was changed. {ANOTHER}",
    )
