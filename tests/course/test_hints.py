"""Hints are read task by task, mild to strong; how many were seen survives, a damaged record does no harm."""

from __future__ import annotations

import pytest

from learnnn.core.errors import CourseError
from learnnn.course import hints

TEXT = """\
# Hints

Before you ask: read the statement.

## double

### 1
Arrays can be multiplied.

### 2
`2 * x` is a new array.

    2 * x

## `total`: the sum

### mild
Look for a method.
"""


def test_hints_are_read_task_by_task(tmp_path):
    (tmp_path / "hints.md").write_text(TEXT)

    given = hints.load(tmp_path / "hints.md")

    assert given == {
        "double": ["Arrays can be multiplied.", "`2 * x` is a new array.\n\n    2 * x"],
        "total": ["Look for a method."],
    }


@pytest.mark.parametrize("text", ["", "# Hints\n", "no heading"])
def test_a_file_without_tasks_has_no_hints(tmp_path, text):
    (tmp_path / "hints.md").write_text(text)

    assert hints.load(tmp_path / "hints.md") == {}


def test_empty_hints_do_not_count(tmp_path):
    (tmp_path / "hints.md").write_text("## double\n### 1\n\n### 2\nOnly this.\n")

    assert hints.load(tmp_path / "hints.md") == {"double": ["Only this."]}


def test_a_missing_file_is_the_courses_mistake(tmp_path):
    with pytest.raises(CourseError, match="cannot be read"):
        hints.load(tmp_path / "hints.md")


def test_a_file_in_another_encoding_is_the_courses_mistake(tmp_path):
    (tmp_path / "hints.md").write_bytes(b"## double\n### 1\ncaf\xe9\n")

    with pytest.raises(CourseError, match="UTF-8"):
        hints.load(tmp_path / "hints.md")


def test_two_sections_of_one_task_are_a_mistake(tmp_path):
    (tmp_path / "hints.md").write_text("## double\n### 1\na\n## double\n### 1\nb\n")

    with pytest.raises(CourseError, match="`double` has two sections"):
        hints.load(tmp_path / "hints.md")


def test_what_was_seen_is_remembered(tmp_path):
    path = tmp_path / "state" / "hints.json"

    hints.write_record(path, {"scaling::double": 2})

    assert hints.read_record(path) == {"scaling::double": 2}


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"a": "two"}', b'{"a": null}', b"\xff"])
def test_a_damaged_record_counts_as_nothing_seen(tmp_path, raw):
    (tmp_path / "hints.json").write_bytes(raw)

    assert hints.read_record(tmp_path / "hints.json") == {}


def test_a_missing_record_counts_as_nothing_seen(tmp_path):
    assert hints.read_record(tmp_path / "hints.json") == {}
