"""Reading a student's file: a regular file, of bounded size, in UTF-8. It is read, never imported."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from learnnn.errors import SubmissionError
from learnnn.model import Submission

MAX_BYTES = 1 << 20
# Not waiting for a pipe's other end, not following a link to a file that is not theirs, no change of line ends (Windows).
OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def read(path: Path, exercise: str) -> Submission:
    """The submission at `path`. Raises SubmissionError, with the next step, if it cannot be graded at all."""
    raw = _read_bytes(path, exercise)
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
    if not source.strip():
        raise SubmissionError("the file is empty", path=path, next_step=_start_again(exercise))
    if "\0" in source:
        raise SubmissionError(
            "the file holds null characters: it is not Python text", path=path, next_step=_start_again(exercise)
        )
    return Submission(exercise, path, source, hashlib.sha256(raw).hexdigest())


def _read_bytes(path: Path, exercise: str) -> bytes:
    try:
        descriptor = os.open(path, OPEN_FLAGS)
    except FileNotFoundError:
        raise SubmissionError("there is no such file", path=path, next_step=_start_again(exercise)) from None
    except OSError as error:
        if path.is_symlink():
            raise SubmissionError(
                "this is a link to a file", path=path, next_step="Put the file itself here."
            ) from None
        raise SubmissionError(
            f"the file cannot be read: {error.strerror}", path=path, next_step="Check its permissions."
        ) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise SubmissionError("this is not a regular file", path=path, next_step=_start_again(exercise))
    with open(descriptor, "rb") as file:
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
