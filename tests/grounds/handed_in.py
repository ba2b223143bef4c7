"""What students hand in, made for tests: exercises, zips honest and hostile, notebooks."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

from learnnn.core.model import Exercise, Limits, Task
from learnnn.course.intake import HandIn, Received, read

SOLUTION = "def step(x):\n    return x > 0\n"


def exercise(slug: str) -> Exercise:
    return Exercise(slug, slug.title(), (Task("step", "Step", 1),), ("numpy",), (), Limits())


def received(path: Path, *slugs: str, student: str = "ann") -> list[Received]:
    """What is read from one student's hand-in; always one for each exercise, with either a submission or a problem."""
    asked = [exercise(slug) for slug in slugs or ("dropout",)]

    found = read(HandIn(student, path), asked)

    assert [(entry.student, entry.exercise) for entry in found] == [(student, each.slug) for each in asked]
    assert all((entry.submission is None) != (entry.problem is None) for entry in found)
    return found


def source_of(path: Path, slug: str = "dropout") -> str:
    """The text that is graded."""
    [only] = received(path, slug)
    assert only.submission is not None, only.problem
    return only.submission.source


def problem_of(path: Path, slug: str = "dropout") -> str:
    """What is said instead."""
    [only] = received(path, slug)
    assert only.problem is not None
    return only.problem


def zipped(path: Path, files: dict[str, str | bytes]) -> Path:
    """An ordinary zip."""
    path.write_bytes(zip_bytes(files))
    return path


def zip_bytes(files: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def code(source: str | list[str], **nbgrader: object) -> dict[str, object]:
    """A code cell; with nbgrader's metadata if any is given."""
    metadata = {"nbgrader": {"schema_version": 3, **nbgrader}} if nbgrader else {}
    return {"cell_type": "code", "execution_count": 1, "metadata": metadata, "outputs": [], "source": source}


def notebook_bytes(*cells: dict[str, object]) -> bytes:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
