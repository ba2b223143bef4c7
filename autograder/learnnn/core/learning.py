"""How a student gets on: how exercises stand, what was tried, what was predicted, what their code draws. Data only, no I/O."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Annotated

import msgspec

from learnnn.core.model import Exercise

Count = Annotated[int, msgspec.Meta(ge=0)]
Answer = float | tuple[int, ...] | str  # to a prediction


class State(Enum):
    """How an exercise stands."""

    TODO = "to do"
    STARTED = "started"
    PASSED = "passed"
    STALE = "stale"  # it passed once, and was edited since, or the exercise was


@dataclass(frozen=True, slots=True)
class Stand:
    """How an exercise stands now; `why` says what made it stale."""

    exercise: Exercise
    state: State
    passed: frozenset[str] = frozenset()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One verdict on a whole exercise."""

    exercise: str
    at: str  # UTC, as 2030-01-02T03:04:05+00:00
    sha256: str  # of the file that was judged
    checked_by: str  # a digest of the exercise as it was then
    passed: tuple[str, ...]  # the tasks
    tasks: Count
    earned: float
    possible: float
    misconceptions: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every task passed."""
        return 0 < self.tasks <= len(self.passed)

    def repeats(self, other: Attempt) -> bool:
        """Whether this says nothing that the other one did not say."""
        return (self.sha256, self.checked_by, self.passed) == (other.sha256, other.checked_by, other.passed)


class Kind(Enum):
    """What an answer is; the value is an example of one."""

    NUMBER = "a number such as 0.69"
    SHAPE = "a shape such as (3, 4)"
    WORD = "a word"


@dataclass(frozen=True, slots=True)
class Prediction:
    """One question. `known_as` is its name in the record, unlike any other in the course."""

    name: str
    known_as: str
    question: str
    explanation: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Told:
    """What a student said, and what their own code gave; `problem` says why it gave nothing yet."""

    prediction: Prediction
    said: Answer
    found: Answer = ""
    agrees: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture in both formats; or the problem in the student's words, and then both are empty.

    `look_at` says what there is to see, and serves as the alternative text. `note` is for the course's staff: what the
    picture lacks, or how drawing it went wrong.
    """

    name: str
    title: str
    look_at: str
    svg: bytes = b""
    png: bytes = b""
    problem: str = ""
    note: str = ""

    @property
    def is_drawn(self) -> bool:
        return not self.problem
