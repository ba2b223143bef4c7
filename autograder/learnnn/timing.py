"""Timed thresholds: a ratio of CPU times, read from outside both workers, that is never called on noise.

Student and reference take turns on the same fresh inputs, so that whatever slows the machine slows both, and an answer
remembered from the last round is of no use. Each round votes, within or beyond the limit; a verdict needs a clear lead, which
no single lucky or interrupted round gives.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np

from learnnn.conversation import Module, Timing
from learnnn.outcomes import CheckFailed, Inconclusive

LEAD, MAX_ROUNDS = 3, 12
Work = Callable[[Any, np.random.Generator], Callable[[], Any]]


def assert_as_fast(student: Module, reference: Module, work: Work, *, at_most: float) -> None:
    """The student's CPU time is at most `at_most` times the reference's.

    `work(module, rng)` prepares fresh inputs and returns the call to be timed. Raises `CheckFailed` when `LEAD` more
    rounds are beyond the limit than within it, `Inconclusive` when neither side gains that lead.
    """
    ratios: list[float] = []
    lead = 0  # rounds within the limit, less those beyond it
    for round_ in range(MAX_ROUNDS):
        theirs, ours = _measure(student, work, round_), _measure(reference, work, round_)
        ratios.append(theirs / ours)
        lead += 1 if ratios[-1] <= at_most else -1
        if abs(lead) == LEAD:
            break
    else:
        raise Inconclusive(
            "The timing varied too much to tell; it is not counted. Run it again when the machine is quieter."
        )
    ratio = median(ratios)  # on the side of the limit where most rounds are
    student._conversation.timings.append(Timing(ratio, at_most))
    if lead < 0:
        raise CheckFailed(
            f"It takes {ratio:.1f} times the reference's computing time; at most {at_most:g} times is allowed.",
            look_at="Look for Python loops over examples or entries that one array expression can replace.",
        )


def _measure(module: Module, work: Work, seed: int) -> float:
    """CPU seconds of one prepared call."""
    conversation = module._conversation.without_record()
    call = work(Module(conversation), np.random.default_rng(seed))
    before = conversation.cpu_seconds()
    call()
    return max(conversation.cpu_seconds() - before, 1e-9)
