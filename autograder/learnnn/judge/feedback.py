"""From how a check ended to what a student reads: status and message, and what is withheld. What is hidden stays so here."""

from __future__ import annotations

import inspect
from collections.abc import Callable

from learnnn.core.cleaning import spelled_out
from learnnn.core.model import Feedback, Status, Withheld
from learnnn.core.outcomes import (
    CheckFailed,
    Inconclusive,
    NotRun,
    Outcome,
    StudentCrashed,
    StudentRaised,
    StudentTimeout,
    Untimed,
)
from learnnn.judge import withholding


def sentence(docstring: str | None) -> str:
    """The docstring of a check as the one sentence a student reads."""
    return " ".join(inspect.cleandoc(docstring or "").split("\n\n")[0].split())


def status_of(error: BaseException | None) -> Status:
    """The status that an ended check has. Whatever is not an outcome is our own fault: broken."""
    match error:
        case None:
            return Status.PASSED
        case CheckFailed() | AssertionError():
            return Status.FAILED
        case StudentRaised():
            return Status.ERROR
        case StudentTimeout():
            return Status.TIMEOUT
        case StudentCrashed():
            return Status.CRASHED
        case Untimed():
            return Status.BLOCKED
        case Inconclusive():
            return Status.INCONCLUSIVE
        case NotRun():
            return Status.NOT_RUN
    return Status.BROKEN


Place = Callable[[int], str]  # a line of the student's text by the name that they know it by
KEPT = 10_000  # characters of what was printed in a hidden check, the last ones


def feedback_of(error: BaseException, *, is_hidden: bool, place: Place = "line {}".format) -> Feedback:
    """What a student is told now. Of a hidden check: what its status alone says, whatever the error holds."""
    if is_hidden and not isinstance(error, NotRun):  # which speaks of the machine alone, before any code has run
        is_unwritten = isinstance(error, StudentRaised) and error.is_not_written_yet
        return withholding.feedback(status_of(error), is_unwritten=is_unwritten)
    match error:
        case CheckFailed():
            return Feedback(error.happened, error.evidence, error.look_at)
        case StudentRaised():
            return _raised(error, place)
        case StudentTimeout():
            return Feedback(f"Your code gave {error}.")
        case StudentCrashed() | Inconclusive() | NotRun() | Untimed():
            return Feedback(_capital(str(error)))
        case AssertionError():
            text = str(error).splitlines()[0] if str(error) else "the condition does not hold"
            return Feedback("The check's condition does not hold.", evidence=text)
    return Feedback(
        f"This check is broken ({type(error).__name__}: {error}). It is not your fault and costs no points."
    )


def withheld_of(
    error: BaseException, *, is_hidden: bool, snippet: str = "", output: str = "", place: Place = "line {}".format
) -> Withheld:
    """What is kept back: of any check the note for staff, of a hidden one also what a public one tells a student.

    What their code can choose (the text and the place of an exception, what was printed) is for staff alone.
    """
    note = (isinstance(error, CheckFailed) and error.note) or f"{type(error).__name__}: {error}"
    if not is_hidden:
        return Withheld(note=note)
    full, evidence = feedback_of(error, is_hidden=False, place=place), ""
    if isinstance(error, (CheckFailed, AssertionError)):
        evidence = "\n".join(filter(None, (full.happened, full.evidence, full.look_at)))
    return Withheld(evidence, snippet, full.traceback, output[-KEPT:], note)


def _raised(error: StudentRaised, place: Place) -> Feedback:
    if error.is_not_written_yet:
        return Feedback("Not written yet.")
    if error.type_name == "Unsendable":  # the worker's own word for an answer that is too much
        return Feedback(f"Your code's answer cannot be judged: {error.message}.")
    what = {"SystemExit": "Your code tried to end the program"}.get(
        error.type_name, f"Your code raised {error.type_name}"
    )
    where = f" in {place(error.frames[-1].line)}" if error.frames else ""
    lines = tuple(f"{place(f.line)}, in {f.function}: {f.text}" for f in error.frames)
    message = f": {error.message}" if error.message else ""
    return Feedback(f"{what}{where}{message}".rstrip(".") + ".", traceback=lines)


def plain_text(docstring: str, error: Outcome, printed: str) -> str:
    """The whole message as plain text, for a plain pytest run."""
    told = feedback_of(error, is_hidden=False)
    lines = [sentence(docstring), "", told.happened, *told.traceback, told.evidence, told.look_at]
    if printed:
        lines += ["", "printed:", printed]
    return spelled_out("\n".join(line for line in lines if line is not None))


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}".rstrip(".") + "."
