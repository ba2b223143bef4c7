"""Timed thresholds: a ratio of CPU times, read from outside both workers, that is never called on noise.

Student and reference take turns on the same fresh inputs, so that whatever slows the machine slows both, and an answer
remembered from the last round is of no use. Each round votes, within or beyond the limit; a verdict needs a clear lead, which
no single lucky or interrupted round gives. Most right answers are far within the limit: where the first two rounds are, a third
says nothing new.

Where the reference is not installed, its recorded times stand in for it, on the recorded inputs, at the pace of this machine.
That is an estimate, so only what is slow beyond doubt fails.

Code that knows that it is timed gains nothing: inputs cannot be guessed, and the answers must be right. The clock of a round
begins before the inputs are there and ends when the answer has been compared, so an answer that is computed when it is looked
at is on it. What is spent on preparing (receiving what is to be kept, setting a stage) is held against the reference as well;
only what the check calls of their own functions meanwhile is their own affair.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from statistics import median
from typing import Any

import numpy as np

from learnnn.compare.answers import Tolerance, compare
from learnnn.core.outcomes import CheckFailed, Inconclusive, Untimed
from learnnn.judge.conversation import Clock
from learnnn.judge.handles import MODULE, Handle, Module, plain
from learnnn.judge.record import Timing
from learnnn.worker.channel import Message
from learnnn.worker.protocol import objects_in

LEAD, MAX_ROUNDS = 3, 12
FAR_WITHIN = 0.5  # of the limit
RECORDED_ROUNDS = 5
DOUBT = 2.0  # the factor by which an estimate may be wrong
ROUGHLY = Tolerance(rtol=1e-3, atol=1e-6)  # exactness is another check's business
Work = Callable[[Any, np.random.Generator], Callable[[], Any]]
Agree = Callable[[Any, Any], None]


def assert_roughly_equal(actual: Any, expected: Any) -> None:
    """The timed answers say the same, as far as they are plain; of objects that stay in the worker nothing is asked."""
    if not isinstance(expected, Handle):
        compare(plain(actual), expected, "the answer", ROUGHLY)


def assert_as_fast(
    student: Module, reference: Module, work: Work, *, at_most: float, agree: Agree = assert_roughly_equal
) -> None:
    """The student's CPU time is at most `at_most` times the reference's.

    `work(module, rng)` prepares fresh inputs and returns the call to be timed. `agree(actual, expected)` raises
    `CheckFailed` where the timed answers contradict each other; a check whose right answers differ brings its own.

    It is within it when `LEAD` more rounds are within the limit than beyond it, or the first two far within. Raises `CheckFailed`
    when as many more are beyond it, `Inconclusive` when neither side gains that lead, and `Untimed` when an answer is wrong.
    """
    clock = reference._conversation.clock
    ratios: list[float] = []
    is_clear, lead = False, 0  # rounds within the limit, less those beyond it
    for seed in _seeds(clock):
        theirs, ours = _Round(student, work, seed), _Round(reference, work, seed)
        _require_agreement(theirs.call(), ours.call(), agree)
        theirs.end()
        ours.end()
        done_early_s = max(theirs.preparing_s - 2 * ours.preparing_s, 0.0)  # preparing takes both about the same
        ratios.append((theirs.call_s + done_early_s) / ours.call_s)
        lead += 1 if ratios[-1] <= at_most else -1
        is_clear = abs(lead) >= LEAD or _are_far_within(ratios, at_most)
        if is_clear and clock is not Clock.BEING_RECORDED:
            break
    if not is_clear:
        raise Inconclusive(
            "The timing varied too much to tell; it is not counted. Run it again when the machine is quieter."
        )
    ratio = median(ratios)  # on the side of the limit where most rounds are
    student._conversation.timings.append(Timing(ratio, at_most))
    if lead < 0 and clock is Clock.RECORDED and ratio < at_most * DOUBT:
        raise Inconclusive(
            f"It takes about {ratio:.1f} times the reference's computing time, by an estimate; at most {at_most:g} times is "
            "allowed. That is too close to call without the reference, which is not installed here."
        )
    if lead < 0:
        raise CheckFailed(
            f"It takes {ratio:.1f} times the reference's computing time; at most {at_most:g} times is allowed.",
            look_at="Look for Python loops over examples or entries that one array expression can replace.",
        )


def _are_far_within(ratios: list[float], at_most: float) -> bool:
    """Whether these are the first two rounds, and chance would have to have made both twice as fast as they are."""
    return len(ratios) == 2 and max(ratios) <= at_most * FAR_WITHIN


def _seeds(clock: Clock) -> Iterable[int]:
    """Of the inputs of each round. They cannot be guessed, unless the reference's answers to them are recorded."""
    if clock is Clock.LIVE:
        return (secrets.randbits(64) for _ in range(MAX_ROUNDS))
    return range(RECORDED_ROUNDS)


class _Round:
    """One prepared call: its CPU seconds until the answer has been compared, and those of preparing it."""

    def __init__(self, module: Module, work: Work, seed: int) -> None:
        conversation = module._conversation
        self._clock = conversation.cpu_seconds
        self._ask = conversation.ask_measured
        self._theirs = {MODULE}  # the objects whose functions are their own
        self._own_s = 0.0
        start = self._clock()
        self.call = work(Module(conversation.without_record(self._asked)), np.random.default_rng(seed))
        self._ready = self._clock()
        self.preparing_s = self._ready - start - self._own_s

    def end(self) -> None:
        """The answer has been compared."""
        self.call_s = max(self._clock() - self._ready, 1e-9)

    def _asked(self, request: Message, on_callback: Callable[[Message], Message] | None) -> Message:
        before = self._clock()
        reply = self._ask(request, on_callback)
        if request.header["op"] in ("call", "call_each") and request.header["on"] in self._theirs:
            self._own_s += self._clock() - before
            self._theirs.update(objects_in(reply.header))
        return reply


def _require_agreement(actual: Any, expected: Any, agree: Agree) -> None:
    try:
        agree(actual, expected)
    except CheckFailed as failure:
        raise Untimed("what it answers while it is timed is wrong, so its speed says nothing") from failure
