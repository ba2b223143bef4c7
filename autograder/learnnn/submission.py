"""Reading a student's file: a regular file, of bounded size, in UTF-8. It is read, never imported."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from learnnn.errors import SubmissionError
from learnnn.model import Submission

MAX_BYTES = 1 << 20


def read(path: Path, exercise: str) -> Submission:
    """The submission at `path`. Raises SubmissionError, with the next step, if it cannot be graded at all."""
    raw = _read_bytes(path, exercise)
    if not raw.strip():
        raise SubmissionError("the file is empty", path=path, next_step=_start_again(exercise))
    try:
        source = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise SubmissionError(
            f"the file is not UTF-8 text: byte {raw[error.start]:#04x} in line {line}",
            path=path,
            line=line,
            next_step="Save it with the encoding UTF-8 in your editor.",
        ) from None
    if "\0" in source:
        raise SubmissionError("the file holds null characters: it is not Python text", path=path, next_step=_start_again(exercise))
    return Submission(exercise, path, source, hashlib.sha256(raw).hexdigest())


def _read_bytes(path: Path, exercise: str) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        raise SubmissionError("there is no such file", path=path, next_step=_start_again(exercise)) from None
    except OSError as error:
        raise SubmissionError(f"the file cannot be read: {error.strerror}", path=path, next_step="Check its permissions.") from None
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise SubmissionError("this is not a regular file", path=path, next_step=_start_again(exercise))
        raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise SubmissionError(
            f"the file is larger than {MAX_BYTES >> 20} MB",
            path=path,
            next_step="Keep data out of it; a solution is a few KB of text.",
        )
    return raw


def _start_again(exercise: str) -> str:
    return f"`learnnn reset {exercise}` writes the untouched stub back (and keeps a backup)."
