"""Hints per task, mild to strong, from `hints.md`; and how many a student has seen."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec

from learnnn.errors import CourseError

Record = dict[str, int]  # "exercise::task": hints seen


def load(path: Path) -> dict[str, list[str]]:
    """The hints of each task, in the file's order. Raises CourseError if it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise CourseError(
            f"the hints cannot be read: {error.strerror}", path=path, next_step="Write hints.md."
        ) from None
    except UnicodeDecodeError:
        raise CourseError(
            "the hints are not UTF-8 text", path=path, next_step="Save them with the encoding UTF-8."
        ) from None
    sections = re.split(r"^## +`?([\w]+)`?.*$", text, flags=re.MULTILINE)[1:]
    names, bodies = sections[::2], sections[1::2]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise CourseError(f"`{twice}` has two sections of hints", path=path, next_step="Join them.")
    return {name: _steps(body) for name, body in zip(names, bodies, strict=True)}


def _steps(body: str) -> list[str]:
    return [step.strip() for step in re.split(r"^### .*$", body, flags=re.MULTILINE)[1:] if step.strip()]


def read_record(path: Path) -> Record:
    """How many hints were seen; a missing or damaged file counts as none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Record)
    except (OSError, msgspec.DecodeError):
        return {}


def write_record(path: Path, record: Record) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, indent=1), encoding="utf-8")
