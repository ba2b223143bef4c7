"""Tells a student which mistake it was, when their code says what a known-wrong solution says.

A false cause is worse than none. A known-wrong solution explains a failing check only if the student's whole conversation
with that check is the same, if this is so for every check that the mistake makes fail (on each device, with each
parameter), and if the student passes none that it fails (of timed checks: none that it must fail). If several fit, the one
that explains most; if that is not one alone, none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from learnnn.core.model import FAILING, Feedback
from learnnn.diagnosis.catalogue import Entry, saying_of
from learnnn.judge.trials import Trial


def failing_names(trials: Sequence[Trial]) -> frozenset[str]:
    """The checks whose failure a known-wrong solution might explain. Of what was never said, nothing can be told."""
    return frozenset(
        trial.result.name
        for trial in trials
        if trial.result.status in FAILING and (trial.record or trial.timings) and not trial.result.is_unwritten
    )


def judged_names(trials: Sequence[Trial]) -> frozenset[str]:
    """The checks that reached a verdict on what was said. A timed check keeps no record."""
    return frozenset(t.result.name for t in trials if t.record and (t.result.status in FAILING or t.result.passed))


def timed_and_passed(trials: Sequence[Trial]) -> frozenset[str]:
    """The timed checks that found the work fast enough: it has no mistake that must fail them."""
    return frozenset(trial.result.name for trial in trials if trial.timings and trial.result.passed)


def explain(trials: Sequence[Trial], entries: Sequence[Entry]) -> list[Trial]:
    """The trials, with the misconception named wherever one explains the failure."""
    failing = failing_names(trials)
    by_name = {trial.result.name: trial for trial in trials if trial.result.name in failing}
    judged, fast = judged_names(trials), timed_and_passed(trials)
    explained = [
        (entry, _explains(entry, by_name, judged))
        for entry in entries
        if not _fails_what_passes(entry, judged - failing) and not _must_be_slow(entry, fast)
    ]
    return [
        _with_cause(trial, [(entry, names) for entry, names in explained if trial.result.name in names])
        for trial in trials
    ]


def _fails_what_passes(entry: Entry, passing: frozenset[str]) -> bool:
    return any(_fails(entry, name) for name in passing)


def _must_be_slow(entry: Entry, fast: frozenset[str]) -> bool:
    """Whether it must fail a timed check that was passed. One that it only may fail depends on the machine."""
    return any(_function(name) in entry.misconception.required and _fails(entry, name) for name in fast)


def _explains(entry: Entry, failing: dict[str, Trial], judged: frozenset[str]) -> frozenset[str]:
    """The failing checks that the mistake explains: all those it must make fail, however they are run, or none."""
    same = frozenset(name for name, trial in failing.items() if _says_the_same(entry, trial))
    looked_at = {name for name in judged | failing.keys() if _function(name) in entry.misconception.required}
    is_all = {name for name in looked_at if _fails(entry, name)} <= same
    return same if is_all and set(map(_function, looked_at & judged)) <= set(map(_function, same)) else frozenset()


def _function(name: str) -> str:
    return name.partition("[")[0]


def _fails(entry: Entry, name: str) -> bool:
    return name in entry.sayings and entry.sayings[name].status in FAILING


def _says_the_same(entry: Entry, trial: Trial) -> bool:
    saying = entry.sayings.get(trial.result.name)
    return saying is not None and saying.matches(saying_of(trial))


def _with_cause(trial: Trial, fitting: Sequence[tuple[Entry, frozenset[str]]]) -> Trial:
    most = max((len(names) for _, names in fitting), default=0)
    best = {entry.misconception.name: entry.misconception for entry, names in fitting if len(names) == most}
    if len(best) != 1:  # variants of one mistake are one
        return trial
    (cause,), told = best.values(), trial.result.feedback or Feedback("")
    named = replace(told, happened=cause.happened, look_at=cause.look_at, misconception=cause.name)
    return replace(trial, result=replace(trial.result, feedback=named))
