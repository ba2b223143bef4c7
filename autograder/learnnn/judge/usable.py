"""Whose fault it is that a check raises what is no outcome: it works with a right solution's answers, or with nobody's."""

from __future__ import annotations

import traceback
from collections.abc import Sequence

from learnnn.compare.answers import describe
from learnnn.core.errors import LearnnnError
from learnnn.core.outcomes import Outcome, Unusable
from learnnn.judge.conversation import FreshWorkerWanted
from learnnn.judge.record import Exchange, Kind


def is_broken(error: BaseException | None) -> bool:
    """Whether a check ended by something that neither it nor the engine means to say."""
    meant = (Outcome, AssertionError, LearnnnError, FreshWorkerWanted)
    return isinstance(error, Exception) and not isinstance(error, meant)


def unusable(error: BaseException, record: Sequence[Exchange]) -> Unusable:
    """The outcome for answers that a check cannot work with. A right solution's are none, that is known."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    where = f" in line {last[0].lineno} of {last[0].filename.rpartition('/')[2]}" if last else ""
    return Unusable(_happened(record), note=f"The check raised {type(error).__name__}: {error}{where}.")


def _happened(record: Sequence[Exchange]) -> str:
    """What a student reads: what was answered last."""
    last = record[-1]
    if last.kind is Kind.LOOK:
        return "This check cannot work with what your code has drawn."
    return f"This check cannot work with what `{last.expression}` answers: {describe(last.answer)}."
