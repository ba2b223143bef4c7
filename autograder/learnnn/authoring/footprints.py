"""What right solutions say to each check and which of their definitions it runs: from this, what need not be asked of others.

`learnnn.authoring.reach` tells which checks a text that differs can reach. Only these are asked; for all else stands what the
right solution said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from learnnn.authoring.reach import reached
from learnnn.core.model import Exercise, Submission
from learnnn.judge.grading import judge
from learnnn.judge.trials import Job, Plan, Trial


@dataclass(frozen=True, slots=True)
class Known:
    """What a right solution says to each check, and which of its definitions the check runs; None where that is not known."""

    submission: Submission
    trials: Sequence[Trial]
    footprints: Mapping[str, frozenset[str] | None]

    @property
    def checks(self) -> frozenset[str]:
        """All of them, by name."""
        return frozenset(self.footprints)

    def reached_by(self, other: Submission) -> frozenset[str]:
        """The checks that can tell this submission from the right solution."""
        return reached(self.submission.source, other.source, self.footprints)

    def completed(self, heard: Sequence[Trial]) -> list[Trial]:
        """What was heard, and for all else what the right solution said."""
        by_name = {trial.result.name: trial for trial in heard}
        return [by_name.get(trial.result.name, trial) for trial in self.trials]


def known(exercise: Exercise, told: Sequence[tuple[Submission, Sequence[Trial]]], plan: Plan) -> list[Known]:
    """Ask each of these right solutions once more, noting what is run; `told` is what each has said before, which counts.

    What takes time takes more of it meanwhile. A check that ends in another way than before may not have run all that it runs.
    """
    traced = judge(replace(plan, jobs=[Job(exercise, right, is_traced=True) for right, _ in told]))
    return [_known(right, before, trials) for (right, before), trials in zip(told, traced, strict=True)]


def _known(right: Submission, told: Sequence[Trial], traced: Sequence[Trial]) -> Known:
    """`told` may have been recorded; the reference, by which a reference is judged, was only now asked by what is recorded."""
    trials = [replace(one, is_beyond_recording=now.is_beyond_recording) for one, now in zip(told, traced, strict=True)]
    return Known(right, trials, {one.result.name: _footprint(one, now) for one, now in zip(told, traced, strict=True)})


def _footprint(told: Trial, traced: Trial) -> frozenset[str] | None:
    return traced.footprint if traced.result.status is told.result.status else None
