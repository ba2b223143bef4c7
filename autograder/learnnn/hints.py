"""Hints per task, mild to strong, from `hints.md`; and how many a student has seen."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec

from learnnn import sections

Record = dict[str, int]  # "exercise::task": hints seen


def load(path: Path) -> dict[str, list[str]]:
    """The hints of each task, in the file's order. Raises CourseError if it cannot be read."""
    return {name: _steps(text) for name, text in sections.load(path, "hints").items()}


def _steps(text: str) -> list[str]:
    return [step.strip() for step in re.split(r"^### .*$", text, flags=re.MULTILINE)[1:] if step.strip()]


def read_record(path: Path) -> Record:
    """How many hints were seen; a missing or damaged file counts as none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Record)
    except (OSError, msgspec.DecodeError):
        return {}


def write_record(path: Path, record: Record) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, indent=1), encoding="utf-8")
