"""The numbers of a class: who has no score counts nowhere."""

from __future__ import annotations

from learnnn.classroom.tally import tally
from learnnn.core.model import Exercise, Limits, Standing, Task, Verdict

EXERCISE = Exercise("scaling", "Scaling", (Task("double", "Twice", 4),), (), (), Limits())


def _verdict(student: str, standing: Standing, earned: float | None, *misconceptions: str) -> Verdict:
    return Verdict(student, "scaling", standing, earned=earned, possible=4, misconceptions=misconceptions)


def test_mean_and_median_are_of_those_who_have_a_score() -> None:
    verdicts = [
        _verdict("ann", Standing.PASSED, 4),
        _verdict("ben", Standing.FAILED, 1),
        _verdict("cem", Standing.FAILED, 1),
        _verdict("dea", Standing.NO_VERDICT, None),
        _verdict("eli", Standing.BROKEN, None),
    ]

    (numbers,) = tally([EXERCISE], verdicts)

    assert (numbers.handed_in, numbers.graded, numbers.passed) == (5, 3, 1)
    assert (numbers.mean, numbers.median, numbers.possible) == (2, 1, 4)


def test_the_most_common_misconception_comes_first() -> None:
    verdicts = [
        _verdict("ann", Standing.FAILED, 1, "squares"),
        _verdict("ben", Standing.FAILED, 1, "sums", "squares"),
        _verdict("cem", Standing.FAILED, 1, "start"),
    ]

    (numbers,) = tally([EXERCISE], verdicts)

    assert numbers.misconceptions == (("squares", 2), ("start", 1), ("sums", 1))


def test_an_exercise_nobody_handed_in_has_no_mean() -> None:
    (numbers,) = tally([EXERCISE], [])

    assert (numbers.handed_in, numbers.mean, numbers.median, numbers.possible) == (0, None, None, 4)
