"""Reading a student's file: a regular file, of bounded size, in UTF-8. It is read, never imported."""

from __future__ import annotations

import hashlib
from pathlib import Path

from learnnn.core import cells
from learnnn.core.errors import SubmissionError
from learnnn.core.model import Submission
from learnnn.system import nofollow

MAX_BYTES = 1 << 20


def read(path: Path, exercise: str) -> Submission:
    """The submission at `path`. Raises SubmissionError, with the next step, if it cannot be graded at all."""
    start_again = f"`learnnn reset {exercise}` writes the untouched stub back (and keeps a backup)."
    raw = nofollow.read(path.parent, (path.name,), at_most=MAX_BYTES, next_step=start_again, may_have_twins=True)
    return from_bytes(raw, path, exercise, start_again=start_again)


def from_bytes(raw: bytes, path: Path, exercise: str, *, start_again: str) -> Submission:
    """The submission that these bytes are. Raises SubmissionError if they are not Python text.

    `path` says where they come from; `start_again` is the next step where nothing in them is worth keeping.
    """
    source = text(raw, path)
    if not source.strip():
        raise SubmissionError("the file is empty", path=path, next_step=start_again)
    if "\0" in source:
        raise SubmissionError("the file holds null characters: it is not Python text", path=path, next_step=start_again)
    return Submission(exercise, path, source, hashlib.sha256(raw).hexdigest())


def as_written(submission: Submission) -> str:
    """Its text with the byte order mark that its file may begin with: the digest is that of the file."""
    source = submission.source
    is_whole = hashlib.sha256(source.encode()).hexdigest() == submission.sha256
    return source if is_whole else f"\N{ZERO WIDTH NO-BREAK SPACE}{source}"


def place(submission: Submission, line: int) -> str:
    """A line of its text by the name that a student knows it by: `line 3`, or `cell 2, line 3` of a notebook."""
    return cells.place(submission.source, line) if submission.is_notebook else f"line {line}"


def text(raw: bytes, path: Path) -> str:
    """The bytes as text, without a byte order mark. Raises SubmissionError, with the line, if they are not UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise SubmissionError(
            f"the file is not UTF-8 text: byte {raw[error.start]:#04x} in line {line}",
            path=path,
            line=line,
            next_step="Save it with the encoding UTF-8 in your editor.",
        ) from None
