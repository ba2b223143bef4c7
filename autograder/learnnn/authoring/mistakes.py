"""Known-wrong solutions against the checks: laid over right solutions, caught where they say, named as they are.

A mistake is tried in several right solutions (`Styles`). Of the checks, those are run that what differs can reach, and those
that the mistake names; what the others say is known from the right solution (`learnnn.authoring.footprints`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from learnnn.authoring.footprints import Asking
from learnnn.core.findings import Finding
from learnnn.core.model import FAILING, Exercise, Status
from learnnn.course.right_styles import Right
from learnnn.diagnosis.catalogue import Entry, Sayings, sayings_of
from learnnn.diagnosis.causes import explain
from learnnn.diagnosis.misconceptions import KnownWrong, Laid
from learnnn.judge.grading import judge
from learnnn.judge.trials import Job, Plan, Trial


class Styles(Enum):
    """Over how many right solutions each mistake is laid."""

    ONE = "one"  # the one that it is known by
    TURNS = "turns"  # and one more, the mistakes taking turns
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Tried:
    """One mistake in one right solution, judged."""

    mistake: KnownWrong
    laid: Laid
    trials: list[Trial]


def try_mistakes(
    exercise: Exercise,
    wrong: Sequence[KnownWrong],
    right: dict[str, list[Trial]],
    plan: Plan,
    *,
    styles: Styles,
    all_checks: bool,
) -> list[Tried]:
    """Every mistake in the right solutions chosen for it. `right` has the trials of each right solution, by style."""
    laid = [(one, one.laid_over(over)) for number, one in enumerate(wrong) for over in _chosen(one, number, styles)]
    if all_checks:
        judged = judge(replace(plan, jobs=[Job(exercise, one.submission) for _, one in laid]))
    else:
        judged = Asking(exercise, plan).mistakes(laid, right)
    return [Tried(mistake, one, trials) for (mistake, one), trials in zip(laid, judged, strict=True)]


def _chosen(one: KnownWrong, number: int, styles: Styles) -> list[Right]:
    first, *others = one.over
    match styles:
        case Styles.ALL:
            return [first, *others]
        case Styles.TURNS if others:
            return [first, others[number % len(others)]]
    return [first]


# -- findings -----------------------------------------------------------------------------------------------------------


def findings(wrong: Sequence[KnownWrong], tried: Sequence[Tried]) -> Iterator[Finding]:
    """What is not as the mistakes say: a check passes that must catch one, fails unnamed, or nobody is told."""
    by_mistake = {one.mistake.known_as: one for one in reversed(tried)}  # in the solution that it is known by
    entries = [Entry(one, _failing_sayings(by_mistake[one.known_as].trials)) for one in wrong]
    for one in tried:
        where = "" if one.laid.style == one.mistake.over[0].style else f" (over `{one.laid.style}`)"
        yield from (Finding(what + where, one.mistake.path) for what in _differences(one, entries))


def _failing_sayings(trials: Sequence[Trial]) -> Sayings:
    return sayings_of(trial for trial in trials if trial.result.status in FAILING)


def _differences(one: Tried, entries: Sequence[Entry]) -> Iterator[str]:
    mistake, trials = one.mistake, one.trials
    yield from _fails_what_it_names(mistake, trials)
    told = {trial.result.feedback.misconception for trial in explain(trials, entries) if trial.result.feedback}
    is_told, should_be = mistake.name in told, one.laid.style not in mistake.unnamed
    if should_be and not is_told:
        yield "a student with this mistake is not told so: no check tells it from the others"
    elif is_told and not should_be and not any(trial.timings for trial in trials if _is_failing(trial)):
        yield "a student with this mistake is told so: take the style from `unnamed:`"
    for name in sorted(told - {None, mistake.name}, key=str):
        yield f"a student with this mistake is told another one: {name}"


def _fails_what_it_names(mistake: KnownWrong, trials: Sequence[Trial]) -> Iterator[str]:
    failing = {trial.result.function for trial in trials if _is_failing(trial)}
    known = {trial.result.function for trial in trials}
    for name in sorted(mistake.named - known):
        yield f"it names {name}, and there is no such check"
    for name in sorted((mistake.required & known) - failing - _only_on_the_host(trials)):
        yield f"it passes {name}, which must catch it"
    for name in sorted(failing - mistake.named):
        note = next(trial.staff_note for trial in trials if trial.result.function == name and _is_failing(trial))
        yield f"it fails {name}, which it does not name. {note}"
    for trial in trials:
        if trial.result.status is Status.BROKEN:
            yield f"{trial.result.name} breaks on it. {trial.staff_note}"


def _only_on_the_host(trials: Sequence[Trial]) -> set[str]:
    """Device checks that ran on the CPU alone: what only a device shows cannot be seen on this machine."""
    elsewhere = [trial.result for trial in trials if "[" in trial.result.name and "[cpu]" not in trial.result.name]
    ran = {result.function for result in elsewhere if result.status is not Status.NOT_RUN}
    return {result.function for result in elsewhere} - ran


def _is_failing(trial: Trial) -> bool:
    return trial.result.status in FAILING
