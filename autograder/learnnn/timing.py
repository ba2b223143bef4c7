"""Timed thresholds: a ratio of CPU times, read from outside both workers, that is never called on noise.

Student and reference take turns on the same fresh inputs, so that whatever slows the machine slows both, and an answer
remembered from the last round is of no use. Interruptions only ever add time: the smallest time of several rounds is the
best estimate of the work itself.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np

from learnnn.conversation import Module, Timing
from learnnn.outcomes import CheckFailed, Inconclusive

MIN_ROUNDS, MAX_ROUNDS = 3, 12
Work = Callable[[Any, np.random.Generator], Callable[[], Any]]


def assert_as_fast(student: Module, reference: Module, work: Work, *, at_most: float) -> None:
    """The student's CPU time is at most `at_most` times the reference's.

    `work(module, rng)` prepares fresh inputs and returns the call to be timed. Raises `CheckFailed` when even the
    student's fastest round takes more than `at_most` times the reference's slowest, `Inconclusive` when the rounds
    scatter too much to tell.
    """
    theirs, ours = [], []
    for round_ in range(MAX_ROUNDS):
        theirs.append(_measure(student, work, round_))
        ours.append(_measure(reference, work, round_))
        if round_ + 1 < MIN_ROUNDS:
            continue
        ratio = min(theirs) / median(ours)
        if ratio <= at_most:
            student._conversation.timings.append(Timing(ratio, at_most))
            return
        if min(theirs) > at_most * max(ours):
            student._conversation.timings.append(Timing(ratio, at_most))
            raise CheckFailed(
                f"It takes {ratio:.0f} times the reference's computing time; "
                f"{at_most:g} times is allowed.",
                look_at="Look for Python loops over examples or entries that one array expression can replace.",
            )
    raise Inconclusive("The timing varied too much to tell; it is not counted. Run it again when the machine is quieter.")


def _measure(module: Module, work: Work, seed: int) -> float:
    """CPU seconds of one prepared call."""
    conversation = module._conversation.without_record()
    call = work(Module(conversation), np.random.default_rng(seed))
    before = conversation.cpu_seconds()
    call()
    return max(conversation.cpu_seconds() - before, 1e-9)
