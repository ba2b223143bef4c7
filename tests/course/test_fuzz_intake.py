"""Whatever a class hands in: each student has a file or is told why not, in words that can be shown; nothing is raised."""

from __future__ import annotations

import io
import json
import os
import shutil
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from learnnn.core.cleaning import spelled_out
from learnnn.core.errors import SubmissionError
from learnnn.core.model import Exercise, Limits, Task
from learnnn.course.intake import hand_ins, read
from tests.grounds.fuzzing import MAY_GROW_MB, bounded, peak_mb

EXERCISES = [
    Exercise(slug, slug, (Task("task", "Task", 1),), ("numpy",), (), Limits()) for slug in ("dropout", "perceptron")
]
NAMES = [
    "dropout.py",
    "dropout.ipynb",
    "dropout",
    "perceptron.py",
    "ann",
    "..",
    ".",
    "__MACOSX",
    "a\\b",
    "C:x",
    "dropout.PY",
]

parts = st.one_of(st.sampled_from(NAMES), st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=8))
members = st.lists(parts, min_size=1, max_size=4).map("/".join)
leaves = st.one_of(st.none(), st.booleans(), st.integers(), st.text(st.characters(), max_size=20))
texts = st.one_of(leaves, st.lists(st.text(max_size=20), max_size=4))
cells = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw", 3]),
        "source": texts,
        "metadata": leaves,
        "id": leaves,
    },
)
notebooks = st.fixed_dictionaries(
    {}, optional={"nbformat": st.sampled_from([4, 3, "4"]), "cells": st.one_of(st.lists(st.one_of(cells, leaves), max_size=5), leaves),
                  "metadata": leaves}
).map(lambda content: json.dumps(content).encode())  # fmt: skip
files = st.one_of(
    notebooks,
    st.binary(max_size=60),
    st.just(b"x = 1\n"),
    st.text(max_size=40).map(lambda t: t.encode("utf-8", "replace")),
)


@st.composite
def zips(draw: Callable[[Any], Any]) -> bytes:
    """A zip, or what is left of one after some bytes are others."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))) as made:
        for name in draw(st.lists(members, max_size=5)):
            entry = zipfile.ZipInfo(name.encode("utf-8", "replace").decode())
            entry.external_attr = draw(st.sampled_from([0, 0o100644 << 16, 0o120777 << 16, 0o010644 << 16]))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of names twice
                made.writestr(entry, draw(files))
    raw = bytearray(target.getvalue())
    for _ in range(draw(st.integers(0, 3))):
        raw[draw(st.integers(0, len(raw) - 1))] = draw(st.integers(0, 255))
    return bytes(raw[: draw(st.integers(0, len(raw)))] if draw(st.integers(0, 9)) == 0 else raw)


stems = st.one_of(st.sampled_from(["ann", "ann ", " ann", "ann_dropout"]), parts)
handed_in = st.one_of(
    st.tuples(stems, st.just(".zip"), zips()),
    st.tuples(stems, st.just(".ipynb"), notebooks),
    st.tuples(stems, st.sampled_from([".py", ".tar.gz", ".ipynb", ".txt"]), files),
    st.tuples(stems, st.just(""), files),  # a folder
)


def put(folder: Path, stem: str, ending: str, raw: bytes) -> None:
    """Hand it in; what no file system takes as a name, or has already, nobody hands in."""
    try:
        if ending:
            (folder / f"{stem}{ending}").write_bytes(raw)
        else:
            (folder / stem).mkdir()
            (folder / stem / "dropout.py").write_bytes(raw)
    except (OSError, UnicodeEncodeError):
        pass


def test_whatever_is_handed_in_is_read_or_refused() -> None:
    before = peak_mb()

    @bounded(700)
    @given(st.lists(handed_in, min_size=1, max_size=3))
    def look(class_: list[tuple[str, str, bytes]]) -> None:
        with tempfile.TemporaryDirectory(dir=_quick_place()) as place:
            folder = Path(place, "class")
            folder.mkdir()
            for one in class_:
                put(folder, *one)
            _look_at(folder)

    look()

    assert peak_mb() - before < MAY_GROW_MB


def _look_at(folder: Path) -> None:
    try:
        found = hand_ins(folder)
    except SubmissionError:
        return  # of nobody
    names = [one.student for one in found]
    assert len(set(names)) == len(names) and all(name.isprintable() for name in names)
    for hand_in in found:
        for received in read(hand_in, EXERCISES):
            assert (received.submission is None) != (received.problem is None)
            if received.problem is not None:
                assert received.problem == spelled_out(received.problem) and len(received.problem) < 3000
            else:
                assert received.submission is not None
                received.submission.source.encode()


def _quick_place() -> str | None:
    return (
        "/dev/shm" if os.access("/dev/shm", os.W_OK) and shutil.disk_usage("/dev/shm").free > 1 << 26 else None
    )  # for speed
