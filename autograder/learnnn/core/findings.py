"""What was found where staff looked: in an exercise, among the mutants of its reference, on a machine. Data only, no I/O."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from learnnn.core.model import Exercise

WANTED = 0.97  # of the mutants that are mistakes


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend in the course."""

    what: str
    path: Path


@dataclass(frozen=True, slots=True)
class Validation:
    """What was found in one exercise, and how much was looked at."""

    exercise: Exercise
    findings: tuple[Finding, ...]
    checks: int = 0
    not_run: int = 0
    known_wrong: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed, told by the lines themselves and not by their numbers, which move."""

    function: str  # such as `Perceptron.fit`; empty outside of all functions
    before: tuple[str, ...]  # whole lines, without their indentation
    after: tuple[str, ...]

    def __str__(self) -> str:
        rows = [
            f"@@ {self.function}".rstrip(),
            *(f"- {row}" for row in self.before),
            *(f"+ {row}" for row in self.after),
        ]
        return "\n".join(rows)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A text with one change."""

    change: Change
    operator: str  # the name that mutmut gives it
    line: int  # where the change begins
    source: str


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that passed every check."""

    mutant: Mutant
    task: str  # whose checks caught others of the same function; empty if none did
    reason: str  # why it is no mistake; empty if nobody says so


@dataclass(frozen=True, slots=True)
class Survey:
    """How the checks of one exercise dealt with mutants of its reference."""

    exercise: Exercise
    findings: tuple[Finding, ...] = ()
    graded: int = 0
    survivors: tuple[Survivor, ...] = ()

    @property
    def missed(self) -> list[Survivor]:
        """Mistakes, as far as is known, that no check catches."""
        return [survivor for survivor in self.survivors if not survivor.reason]

    @property
    def excused(self) -> int:
        """How many survived because they are no mistakes."""
        return len(self.survivors) - len(self.missed)

    @property
    def mistakes(self) -> int:
        return self.graded - self.excused

    @property
    def share(self) -> float:
        """Of the mistakes, those that are caught."""
        return 1 - len(self.missed) / self.mistakes if self.mistakes else 1.0

    @property
    def is_good(self) -> bool:
        return self.share >= WANTED and not self.findings


@dataclass(frozen=True, slots=True)
class Symptom:
    """One thing that was examined on this machine: what was found, and what it costs if that is not well."""

    name: str
    found: str
    cost: str = ""
    is_fatal: bool = False
