"""What right solutions say to each check and which of their definitions it runs: from this, what need not be asked of others.

`learnnn.authoring.reach` tells which checks a text that differs can reach. Only these are asked; for all else stands what the
right solution said. Of a mistake one check that it cannot reach, the mistakes taking turns, is asked all the same: one that
cannot even be imported is a mistake to every check. Where it says something else, all are asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from learnnn.authoring.reach import reached
from learnnn.core.model import Exercise, Submission
from learnnn.core.outcomes import Outcome
from learnnn.diagnosis.misconceptions import KnownWrong, Laid
from learnnn.judge.grading import judge
from learnnn.judge.trials import Job, Plan, Trial

Mistakes = Sequence[tuple[KnownWrong, Laid]]  # each laid over one right solution


@dataclass(frozen=True, slots=True)
class Known:
    """What a right solution says to each check, and which of its definitions the check runs; None where that is not known."""

    submission: Submission
    trials: Sequence[Trial]
    footprints: Mapping[str, frozenset[str] | None]

    def reached_by(self, other: Submission) -> frozenset[str]:
        """The checks that can tell this submission from the right solution."""
        return reached(self.submission.source, other.source, self.footprints)

    def completed(self, heard: Sequence[Trial]) -> list[Trial]:
        """What was heard, and for all else what the right solution said."""
        by_name = {trial.result.name: trial for trial in heard}
        return [by_name.get(trial.result.name, trial) for trial in self.trials]


@dataclass(frozen=True, slots=True)
class Asking:
    """Has submissions for one exercise judged, as a plan says."""

    exercise: Exercise
    plan: Plan

    def known(self, rights: Sequence[Submission], told: Sequence[Sequence[Trial]] = ()) -> list[Known]:
        """Ask these right solutions, noting what is run. Where they were asked before, what they `told` then is what they say.

        What takes time takes more of it meanwhile. A check that does not pass may not have run all that it runs.
        """
        traced = self._judged([Job(self.exercise, right, is_traced=True) for right in rights])
        return [_known(*one) for one in zip(rights, told or traced, traced, strict=True)]

    def mistakes(self, laid: Mistakes, told: Mapping[str, Sequence[Trial]] | None = None) -> list[list[Trial]]:
        """What each mistake says to every check, asked no more than is needed. `told`: as of `known`, by style."""
        by_style = {one.style: one.right for _, one in laid}
        heard = self.known(list(by_style.values()), [told[style] for style in by_style] if told is not None else ())
        known = dict(zip(by_style, heard, strict=True))
        return self._mistakes(laid, [known[one.style] for _, one in laid])

    def _mistakes(self, laid: Mistakes, rights: Sequence[Known]) -> list[list[Trial]]:
        wanted = [self._wanted(mistake, one, right) for (mistake, one), right in zip(laid, rights, strict=True)]
        witnesses = [_witness(right, wanted[number], number) for number, right in enumerate(rights)]
        heard = self._asked(laid, [names | one for names, one in zip(wanted, witnesses, strict=True)])
        left = [
            right.footprints.keys() - names - one if one & _differing(trials, right) else frozenset()
            for trials, right, names, one in zip(heard, rights, wanted, witnesses, strict=True)
        ]
        more = self._asked(laid, left)
        return [right.completed([*some, *rest]) for right, some, rest in zip(rights, heard, more, strict=True)]

    def _wanted(self, mistake: KnownWrong, laid: Laid, right: Known) -> frozenset[str]:
        """The checks that can be reached, those that are named, and all where it cannot be run."""
        every = frozenset(right.footprints)
        try:
            if self.plan.bench.program(self.exercise, laid.submission).violation is not None:
                return every
        except Outcome:
            return every
        return right.reached_by(laid.submission) | _among(every, mistake.named)

    def _asked(self, laid: Mistakes, wanted: Sequence[AbstractSet[str]]) -> list[list[Trial]]:
        jobs = [
            Job(self.exercise, one.submission, checks=frozenset(names))
            for (mistake, one), names in zip(laid, wanted, strict=True)
            if names
        ]
        heard = iter(self._judged(jobs))
        return [next(heard) if names else [] for names in wanted]

    def _judged(self, jobs: Sequence[Job]) -> list[list[Trial]]:
        return judge(replace(self.plan, jobs=jobs)) if jobs else []


def _known(right: Submission, told: Sequence[Trial], traced: Sequence[Trial]) -> Known:
    """`told` may have been recorded, when there was nothing yet that the reference need not be asked: that shows only now."""
    trials = [replace(one, is_beyond_recording=now.is_beyond_recording) for one, now in zip(told, traced, strict=True)]
    return Known(right, trials, {one.result.name: one.footprint if one.result.passed else None for one in traced})


def _witness(right: Known, wanted: frozenset[str], number: int) -> frozenset[str]:
    """One of the checks that are not wanted; none if there is none that passes."""
    names = [one.result.name for one in right.trials if one.result.passed and not one.timings]
    left = [name for name in names if name not in wanted]
    return frozenset({left[number % len(left)]} if left else ())


def _among(names: frozenset[str], functions: frozenset[str]) -> frozenset[str]:
    """The checks that are run by these functions."""
    return frozenset(name for name in names if name.partition("[")[0] in functions)


def _differing(heard: Sequence[Trial], right: Known) -> frozenset[str]:
    """The checks that ended in another way than on the right solution."""
    before = {trial.result.name: trial.result.status for trial in right.trials}
    return frozenset(one.result.name for one in heard if one.result.status is not before[one.result.name])
