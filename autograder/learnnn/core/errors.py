"""What can go wrong around a check, by whose fault it is.

    LearnnnError
    ├── StoreError         2  a file of grades that is not the one for this
    ├── CourseError        3  the course's own files are wrong: for its staff
    ├── SubmissionError    4  a student's file cannot be graded at all
    ├── WorkerError        5  this machine cannot run a worker
    └── BridgeError        6  an outside format or system

What a student's *code* does wrong is a result (see `learnnn.core.outcomes`), never one of these.
"""

from __future__ import annotations

from pathlib import Path


class LearnnnError(Exception):
    """Something a person has to mend. Says what is wrong, where, and what to do next."""

    exit_code = 1

    def __init__(self, what: str, *, path: Path | None = None, line: int | None = None, next_step: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.path = path
        self.line = line
        self.next_step = next_step

    @property
    def where(self) -> str:
        """`path:line`, as far as it is known; an empty string when it is not."""
        if self.path is None:
            return ""
        return f"{self.path}:{self.line}" if self.line is not None else str(self.path)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        step = f"\n{self.next_step}" if self.next_step else ""
        return f"{place}{self.what}{step}"


class StoreError(LearnnnError):
    """The file of grades is another course's, of another seed, in use, or none at all. It is left as it is."""

    exit_code = 2


class CourseError(LearnnnError):
    """The course's files contradict themselves, or a check of ours is broken."""

    exit_code = 3


class SubmissionError(LearnnnError):
    """A student's file is missing, unreadable, too large or not text."""

    exit_code = 4


class WorkerError(LearnnnError):
    """A worker process cannot be started or kept alive on this machine."""

    exit_code = 5


class BridgeError(LearnnnError):
    """Another system's file or program does not behave as its format says."""

    exit_code = 6
