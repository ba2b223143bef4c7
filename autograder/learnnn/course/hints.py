"""Hints per task, mild to strong, from `hints.md`; and how many a student has seen."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import msgspec

from learnnn.core.errors import CourseError
from learnnn.course import sections
from learnnn.course.layout import Layout
from learnnn.system import placing

Record = dict[str, int]  # "exercise::task": hints seen


@dataclass(frozen=True, slots=True)
class Given:
    """The hints for one task, and how many of them the student has been given. `problem`: why that cannot be remembered."""

    name: str  # exercise::task
    steps: tuple[str, ...]
    seen: int
    problem: str = ""


def give(layout: Layout, exercise: str, task: str, *, again: bool = False) -> Given:
    """One hint more than last time, which is remembered; with `again`, no new one. Raises CourseError if there are none."""
    path, name = layout.hints(exercise), f"{exercise}::{task}"
    steps = tuple(load(path).get(task, ()))
    if not steps:
        raise CourseError(f"there are no hints for `{task}`", path=path, next_step=f"Add a section `## {task}`.")
    record = read_record(layout.hint_record())
    seen = record.get(name, 0)
    if again:
        return Given(name, steps, seen)
    seen = min(seen + 1, len(steps))
    try:
        write_record(layout.hint_record(), record | {name: seen})
    except OSError as error:
        return Given(name, steps, seen, f"This hint cannot be remembered: {error}")
    return Given(name, steps, seen)


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
    placing.put(path, json.dumps(record, indent=1).encode(), is_shared=True)
