"""Whose fault it is that a check broke: a fault of theirs is *failed*, whatever it makes our own functions do.

A check works with what the contract promises, and an answer may be anything. Where a check breaks on one, the reference
answers in its place, asked the same: if the check works with that, it was the answer. Where there is no reference, as on a
student's machine, `learnnn validate` has found out before that the check works with right answers.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Sequence

import pytest

from learnnn.compare.answers import describe as shape_of
from learnnn.core.errors import CourseError, LearnnnError
from learnnn.core.outcomes import CheckFailed, Inconclusive, NotRun, Outcome, StudentRaised
from learnnn.judge.bench import OpenModule
from learnnn.judge.checked import is_timed
from learnnn.judge.conversation import FreshWorkerWanted
from learnnn.judge.record import Exchange, Kind

CANNOT_WORK = "This check cannot work with what your code answered."
_NOT_CALLABLE = re.compile(r"'(?:[\w.]+\.)?(\w+)' object (?:is not callable|has no attribute 'each')")
_TOLD = (Kind.CALL, Kind.READ)
NOTED = 2000  # characters of what broke
_OF_THE_MACHINE = (OSError, ImportError, MemoryError)  # may be missing there, whatever anybody answers


class Faults:
    """Tells the checks that broke on an answer from those that break. Each check is asked of the reference once."""

    def __init__(self, ask_reference: Callable[[pytest.Item], BaseException | None]) -> None:
        self._ask_reference = ask_reference
        self._on_right_answers: dict[str, BaseException | None] = {}

    def judged(self, item: pytest.Item, error: BaseException | None, opened: OpenModule | None) -> BaseException | None:
        """How the check ended, with a `CheckFailed` in place of the exception if their answer is why it broke."""
        if error is None or opened is None or not _may_be_theirs(error):
            return error
        if item.nodeid not in self._on_right_answers:
            self._on_right_answers[item.nodeid] = self._ask_reference(item)
        record = opened.conversation.record
        match self._on_right_answers[item.nodeid]:
            case NotRun():  # there is none
                was_heard = bool(record) or is_timed(item)  # what is measured leaves no record
                is_theirs = was_heard and not isinstance(error, (*_OF_THE_MACHINE, LearnnnError))
            case right:
                is_theirs = right is None or isinstance(right, Inconclusive)
        return _failure(error, record) if is_theirs else error


def _may_be_theirs(error: BaseException) -> bool:
    """Whether it is neither a verdict nor a thing that no answer brings about."""
    if isinstance(error, CourseError):
        return isinstance(error.__cause__, StudentRaised)  # the reference, perhaps given one of their answers
    is_known = isinstance(error, (Outcome, AssertionError, LearnnnError, FreshWorkerWanted))
    return isinstance(error, (Exception, pytest.fail.Exception)) and not is_known


def _failure(error: BaseException, record: Sequence[Exchange]) -> CheckFailed:
    name = _called_in_vain(error, record)
    happened, evidence = CANNOT_WORK, ""
    if name is not None:
        happened = f"`{name.expression}` is {shape_of(name.answer)}, and not a function."
    elif record and record[-1].kind in _TOLD and record[-1].outcome is None:
        call = "(…)" if record[-1].kind is Kind.CALL else ""
        evidence = f"its last answer: `{record[-1].expression}{call}` is {shape_of(record[-1].answer)}"
    failure = CheckFailed(happened, evidence=evidence)
    failure.note = f"broke on an answer: {_in_short(error)}"
    return failure


def _called_in_vain(error: BaseException, record: Sequence[Exchange]) -> Exchange | None:
    """The last name that stands for what the check found it cannot call."""
    kind = _NOT_CALLABLE.fullmatch(_text(error)) if isinstance(error, (TypeError, AttributeError)) else None
    reads = [one for one in reversed(record) if one.kind is Kind.READ and one.outcome is None]
    return next((one for one in reads if kind and type(one.answer).__name__ == kind[1]), None)


def _in_short(error: BaseException) -> str:
    """Its type, its text, and where in the check it happened."""
    steps = traceback.extract_tb(error.__traceback__)
    checks = [step for step in steps if step.filename.rpartition("/")[2].startswith("test_")]
    where = f" (line {checks[-1].lineno} of {checks[-1].name})" if checks else ""
    return f"{type(error).__name__}: {_text(error)}{where}"


def _text(error: BaseException) -> str:
    try:
        return str(error)[:NOTED]
    except Exception:  # it may quote what cannot be shown  # noqa: BLE001
        return "…"
