"""Tells a student which mistake it was, when their code says what a known-wrong solution says.

A false cause is worse than none. A known-wrong solution is named for a failing check only if the student's whole
conversation with that check is the same, if the student also fails every other check that the mistake makes fail, and if
no other known-wrong solution fits as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from learnnn.catalogue import FAILING, Entry
from learnnn.grading import Trial
from learnnn.model import Feedback
from learnnn.signatures import Signature, signature


def explain(trials: Sequence[Trial], entries: Sequence[Entry]) -> list[Trial]:
    """The trials, with the misconception named wherever exactly one fits."""
    spoken = {trial.result.name: (trial, signature(trial.record)) for trial in trials if trial.record}
    failing = {trial.result.name for trial in trials if _can_be_explained(trial)}
    judged = {trial.result.name for trial in trials if trial.result.status in FAILING or trial.result.passed}
    consistent = [entry for entry in entries if entry.failing() & judged <= failing]
    same = [entry for entry in consistent if _is_same_everywhere(entry, spoken, judged)]
    candidates = same if len(same) == 1 else consistent
    return [_explained(trial, candidates, spoken) if trial.result.name in failing else trial for trial in trials]


def needs_explaining(trials: Sequence[Trial]) -> bool:
    """Whether there is a failure that a known-wrong solution might explain."""
    return any(_can_be_explained(trial) and trial.record for trial in trials)


def _can_be_explained(trial: Trial) -> bool:
    return trial.result.status in FAILING and trial.result.exception != "NotImplementedError"


def _is_same_everywhere(entry: Entry, spoken: dict[str, tuple[Trial, Signature]], judged: set[str]) -> bool:
    return all(_says_the_same(entry, name, spoken) for name in judged)


def _says_the_same(entry: Entry, name: str, spoken: dict[str, tuple[Trial, Signature]]) -> bool:
    saying = entry.sayings.get(name)
    if saying is None or name not in spoken:
        return saying is None and name not in spoken
    trial, said = spoken[name]
    return saying.status is trial.result.status and saying.signature.matches(said)


def _explained(trial: Trial, entries: Sequence[Entry], spoken: dict[str, tuple[Trial, Signature]]) -> Trial:
    name = trial.result.name
    fitting = [entry for entry in entries if name in spoken and _says_the_same(entry, name, spoken)]
    if len(fitting) != 1 or name not in fitting[0].failing():
        return trial
    told = trial.result.feedback or Feedback("")
    named = replace(
        told, happened=fitting[0].happened, evidence=told.evidence, look_at=fitting[0].look_at, misconception=fitting[0].name
    )
    return replace(trial, result=replace(trial.result, feedback=named))
