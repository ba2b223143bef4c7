"""How a check ended becomes a status and words; of a hidden check no expectation and no text that their code chose."""

from __future__ import annotations

from dataclasses import astuple

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_equal, assert_gradient, assert_raises
from learnnn.core.errors import CourseError
from learnnn.core.model import Feedback, Status
from learnnn.core.outcomes import (
    CheckFailed,
    Frame,
    Inconclusive,
    NotRun,
    StudentCrashed,
    StudentRaised,
    StudentTimeout,
    Untimed,
)
from learnnn.judge.feedback import feedback_of, plain_text, sentence, status_of
from learnnn.judge.withholding import Sentence

FRAMES = (Frame("scaling.py", 7, "total", "double(x)"), Frame("scaling.py", 3, "double", "return x['a']"))


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (None, Status.PASSED),
        (CheckFailed("no"), Status.FAILED),
        (AssertionError("no"), Status.FAILED),
        (StudentRaised("ValueError", ""), Status.ERROR),
        (StudentTimeout("slow"), Status.TIMEOUT),
        (StudentCrashed("gone"), Status.CRASHED),
        (Inconclusive("noisy"), Status.INCONCLUSIVE),
        (NotRun("no device"), Status.NOT_RUN),
        (Untimed("wrong"), Status.BLOCKED),
        (TypeError("ours"), Status.BROKEN),
        (CourseError("ours"), Status.BROKEN),
        (KeyboardInterrupt(), Status.BROKEN),
    ],
    ids=repr,
)
def test_every_end_has_a_status(error, status):
    assert status_of(error) is status


@pytest.mark.parametrize(
    ("error", "happened"),
    [
        (CheckFailed("It is wrong."), "It is wrong."),
        (StudentRaised("KeyError", "'a'", frames=FRAMES), "Your code raised KeyError in line 3: 'a'."),
        (StudentRaised("KeyError", ""), "Your code raised KeyError."),
        (StudentRaised("SystemExit", "0", frames=FRAMES[:1]), "Your code tried to end the program in line 7: 0."),
        (StudentRaised("NotImplementedError", ""), "Not written yet."),
        (StudentRaised("Unsendable", "the answer is larger than 64 MB"), "Your code's answer cannot be judged: the answer is larger than 64 MB."),
        (StudentTimeout("no answer within 5 s"), "Your code gave no answer within 5 s."),
        (StudentCrashed("it ended the process (exit code 0)"), "It ended the process (exit code 0)."),
        (Inconclusive("The timing varied."), "The timing varied."),
        (NotRun("there is no CUDA device"), "There is no CUDA device."),
        (Untimed("what it answers is wrong"), "What it answers is wrong."),
        (AssertionError("assert 3 == 4\nmore"), "The check's condition does not hold."),
        (KeyError("x"), "This check is broken (KeyError: 'x'). It is not your fault and costs no points."),
    ],
    ids=repr,
)  # fmt: skip
def test_every_end_has_words(error, happened):
    assert feedback_of(error, is_hidden=False).happened == happened


def test_a_traceback_shows_their_lines():
    told = feedback_of(StudentRaised("KeyError", "'a'", frames=FRAMES), is_hidden=False)

    assert told.traceback == ("line 7, in total: double(x)", "line 3, in double: return x['a']")


def test_a_plain_assertion_shows_its_first_line_as_evidence():
    assert feedback_of(AssertionError("assert 3 == 4\n + where"), is_hidden=False).evidence == "assert 3 == 4"


# -- hidden checks -----------------------------------------------------------------------------------------------------

SECRET = 7919.25  # what is expected, and what their code tries to carry out


def failure_of(check, *args, **kwargs) -> CheckFailed:
    with pytest.raises(CheckFailed) as caught:
        check(*args, **kwargs)
    return caught.value


def raising():
    raise StudentRaised("Carries7919", "7919", bases=("Carries7919",))


LEAKS = [
    failure_of(assert_close, 1.5, SECRET, what="the loss"),
    failure_of(assert_close, 2 * SECRET, SECRET, what="the loss"),
    failure_of(assert_close, np.ones(3), np.full(3, SECRET), what="the loss"),
    failure_of(assert_close, np.ones(7919), np.ones(3), what="the loss"),
    failure_of(assert_close, np.ones(3), np.ones(7919), what="the loss"),
    failure_of(assert_close, [0] * 7919, 1.0, what="the loss"),
    failure_of(assert_equal, "guess", "7919", what="the name"),
    failure_of(assert_equal, {"7919": 1}, {}, what="the table"),
    failure_of(assert_equal, [1], [7919], what="the counts"),
    failure_of(assert_gradient, lambda x: float(SECRET * x.sum()), np.ones(2), np.ones(2), what="the gradient"),
    failure_of(assert_gradient, lambda _: [0] * 7919, np.ones(2), np.ones(2), what="the gradient"),
    failure_of(assert_raises, ValueError, raising),
    StudentRaised("Carries7919", "7919", frames=(Frame("7919.py", 2, "f7919", "raise 7919"),)),
    StudentRaised("ValueError", "7919", frames=(Frame("7919.py", 2, "f7919", "raise 7919"),)),
    StudentRaised("ValueError", "", frames=(Frame("scaling.py", 7919, "label", "raise ValueError"),)),
    StudentRaised("Unsendable", "7919"),
    StudentCrashed("it ended the process (exit code 7919)"),
    AssertionError("assert 1 == 7919"),
    KeyError("7919"),
    ValueError("operands could not be broadcast together with shapes (7919,) (2,)"),
]


@pytest.mark.parametrize("error", LEAKS, ids=lambda error: repr(error)[:50])
def test_a_hidden_check_gives_nothing_away(error):
    told = feedback_of(error, is_hidden=True)

    assert not any("7919" in str(part) for part in astuple(told))
    assert told.happened.endswith(".")


@pytest.mark.parametrize("error", LEAKS, ids=lambda error: repr(error)[:50])
def test_what_a_hidden_check_says_is_its_statuss_sentence(error):
    told = feedback_of(error, is_hidden=True)

    assert told == Feedback(Sentence[status_of(error).name].value)


def test_there_is_a_sentence_for_every_status_but_passed():
    assert {one.name for one in Sentence} == {status.name for status in Status} - {"PASSED"} | {"UNWRITTEN"}


def test_what_is_not_written_yet_is_said_of_a_hidden_check_too():
    told = feedback_of(StudentRaised("NotImplementedError", "7919"), is_hidden=True)

    assert told == Feedback("Not written yet.")


def test_what_a_machine_cannot_run_is_said_in_full():
    assert feedback_of(NotRun("this machine has no CUDA"), is_hidden=True).happened == "This machine has no CUDA."


# -- words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("docstring", "words"),
    [
        ("It doubles.", "It doubles."),
        ("It\n    doubles.\n\n    More.", "It doubles."),
        ("\n  It doubles.\n", "It doubles."),
        (None, ""),
    ],
)
def test_the_sentence_is_the_first_paragraph_in_one_line(docstring, words):
    assert sentence(docstring) == words


def test_plain_text_holds_all_a_student_needs():
    error = CheckFailed("It is 3.", evidence="got: 3", look_at="Read again.")

    text = plain_text("It doubles.", error, "debugging")

    assert [part for part in text.splitlines() if part] == [
        "It doubles.",
        "It is 3.",
        "got: 3",
        "Read again.",
        "printed:",
        "debugging",
    ]
