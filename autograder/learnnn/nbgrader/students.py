"""The students of a class, from a CSV file into nbgrader's gradebook. Nobody is ever taken out of it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Student as Row
from sqlalchemy import bindparam, insert, select, update

from learnnn.core.errors import BridgeError
from learnnn.nbgrader.gradebook import opened

COLUMNS = ("id", "first_name", "last_name", "email")
MAX_LENGTH = 128  # of any of them, in the gradebook
EXAMPLE = f"The first line names the columns: `{','.join(COLUMNS)}`; all but `id` may be left out."


@dataclass(frozen=True, slots=True)
class Student:
    """A student by their id, which is the name of their folder. What is None is not known."""

    id: str
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Enrolled:
    """How many students came into the gradebook, and of how many more is known now."""

    new: int = 0
    updated: int = 0


def read(path: Path) -> list[Student]:
    """The students in a CSV file, separated by commas or semicolons. Raises BridgeError, with the line, if they are unclear."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BridgeError(f"the students cannot be read: {error.strerror}", path=path) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BridgeError("this is not UTF-8", path=path, line=line, next_step="Save it as “CSV UTF-8”.") from None
    try:
        return list(_students(text, path))
    except csv.Error as error:
        raise BridgeError(f"this is no CSV file: {error}", path=path, next_step=EXAMPLE) from None


def enrol(students: Iterable[Student], *, db_url: str, course_id: str) -> Enrolled:
    """Put the students into the gradebook; of those who are in it, what is known now and was not, or was otherwise."""
    table = Row.__table__
    fields = {student.id: _known(student) for student in students}
    with opened(db_url, course_id) as gradebook, gradebook.engine.begin() as connection:
        columns = [table.c[name] for name in COLUMNS]
        before = {row.id: row._asdict() for row in connection.execute(select(*columns))}
        new = [Student(student, **known) for student, known in fields.items() if student not in before]
        changed = {
            student: known
            for student, known in fields.items()
            if not known.items() <= before.get(student, known).items()
        }
        if new:
            connection.execute(insert(table), [{name: getattr(one, name) for name in COLUMNS} for one in new])
        for student, known in changed.items():
            connection.execute(update(table).where(table.c.id == bindparam("student")), {"student": student, **known})
    return Enrolled(len(new), len(changed))


def _known(student: Student) -> dict[str, str]:
    values = {name: getattr(student, name) for name in COLUMNS[1:]}
    return {name: value for name, value in values.items() if value is not None}


def _students(text: str, path: Path) -> Iterator[Student]:
    rows = csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(text), strict=True)
    header = [name.strip().lower().replace(" ", "_") for name in next(rows, [])]
    _require_columns(header, path)
    seen: dict[str, int] = {}
    for row in rows:
        values = [value.strip() for value in row]
        if not any(values):
            continue
        if len(values) != len(header):
            raise _unclear(f"here are {len(values)} values for {len(header)} columns", path, rows.line_num)
        student = _student(dict(zip(header, values, strict=True)), path, rows.line_num)
        if student.id in seen:
            raise _unclear(f"`{student.id}` is in line {seen[student.id]} already", path, rows.line_num)
        seen[student.id] = rows.line_num
        yield student


def _delimiter(text: str) -> str:
    """What stands between the columns' names: spreadsheets of half of the world write semicolons."""
    header = text.partition("\n")[0]
    return ";" if ";" in header and "," not in header else ","


def _require_columns(header: Sequence[str], path: Path) -> None:
    if "id" not in header:
        raise _unclear("there is no column `id`", path, 1)
    twice = [name for name in COLUMNS if header.count(name) > 1]
    if twice:
        raise _unclear(f"there are several columns `{twice[0]}`", path, 1)


def _student(values: dict[str, str], path: Path, line: int) -> Student:
    known = {name: values[name] for name in COLUMNS if values.get(name)}
    if "id" not in known:
        raise _unclear("the student has no id", path, line)
    if long := [name for name, value in known.items() if len(value) > MAX_LENGTH]:
        raise _unclear(f"the {long[0]} is longer than {MAX_LENGTH} characters", path, line)
    if known["id"].startswith(".") or not known["id"].isprintable() or set(known["id"]) & set("/\\*?["):
        raise _unclear(f"`{known['id']}` cannot be an id: it is the name of a folder", path, line)
    return Student(**known)


def _unclear(what: str, path: Path, line: int) -> BridgeError:
    return BridgeError(what, path=path, line=line, next_step=EXAMPLE)
