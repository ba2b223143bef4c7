"""All that a hidden check says now, besides its docstring: a sentence for each status.

A hidden check's failure is an exception full of what the student's code chose: texts, names, numbers, which of many
comparisons it was that failed. Nothing of it has a way into these sentences; it is withheld (`learnnn.judge.feedback`).
"""

from __future__ import annotations

from enum import Enum

from learnnn.core.model import Feedback, Status


class Sentence(Enum):
    """What is said of a hidden check that has not passed."""

    FAILED = "Your code does not do what this check asks for."
    ERROR = "Your code raised an exception."
    UNWRITTEN = "Not written yet."
    TIMEOUT = "Your code did not finish within its limit of time."
    CRASHED = "Your code's process ended, or was stopped, before it had answered."
    BLOCKED = "The answers that were timed are not the right ones: how soon they come earns nothing."
    INCONCLUSIVE = "The times that were measured say nothing for certain. No mark is lost."
    BROKEN = "This check is broken. It is not your fault and costs no points."
    NOT_RUN = "This machine cannot run the check."


def feedback(status: Status, *, is_unwritten: bool = False) -> Feedback:
    """What is told now of a hidden check with this status."""
    return Feedback((Sentence.UNWRITTEN if is_unwritten else Sentence[status.name]).value)
