"""What a check can find out about a student's code, as exceptions a check lets through.

    Outcome
    ├── CheckFailed      the answer is wrong
    ├── StudentRaised    their code raised
    ├── StudentTimeout   their code used up its time
    ├── StudentCrashed   their process ended, broke a limit, or answered nonsense
    │   └── StudentKilled  … was killed, and not by the judge
    ├── Untimed          the answers that were timed are wrong, so that their speed says nothing
    ├── Inconclusive     a timing was too noisy to call
    └── NotRun           this machine cannot run the check

The engine turns each into a status and a message. They are results, not errors of ours.
"""

from __future__ import annotations

from dataclasses import dataclass


class Outcome(Exception):  # noqa: N818  # a result is not an error of ours
    """Base of everything a check can report by raising."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of a traceback inside the student's own file."""

    file: str
    line: int
    function: str
    text: str


class CheckFailed(Outcome):
    """The answer is wrong: what happened, apart from its evidence and from what to look at.

    `happened` may say how answer and expectation are related, `evidence` may show expected values: both are for those who
    may see the check. A `note` is for staff alone.
    """

    def __init__(self, happened: str, *, evidence: str = "", look_at: str = "") -> None:
        super().__init__(happened)
        self.happened = happened
        self.evidence = evidence
        self.look_at = look_at
        self.note = ""


class StudentRaised(Outcome):
    """The student's code raised. The names and texts are theirs: treat them as hostile data."""

    def __init__(
        self, type_name: str, message: str, *, bases: tuple[str, ...] = (), frames: tuple[Frame, ...] = ()
    ) -> None:
        super().__init__(f"{type_name}: {message}" if message else type_name)
        self.type_name = type_name
        self.message = message
        self.bases = bases
        self.frames = frames

    @property
    def is_not_written_yet(self) -> bool:
        return self.type_name == "NotImplementedError"


class StudentTimeout(Outcome):
    """The student's code did not finish within its limit of wall-clock or CPU time."""


class StudentCrashed(Outcome):
    """The worker is gone, or was stopped for breaking a limit, or its answer could not be accepted."""


class StudentKilled(StudentCrashed):
    """The worker was killed (SIGKILL), and not by the judge: by its own code, or by the machine when memory ran out."""


class Untimed(Outcome):
    """The answers that were timed are not the right ones: how soon they came earns nothing."""


class Inconclusive(Outcome):
    """Neither pass nor fail can be said with confidence; no mark is lost."""


class NotRun(Outcome):
    """The check needs something this machine does not have; says what."""
