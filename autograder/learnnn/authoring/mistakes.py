"""Known-wrong solutions against the checks: laid over right solutions, caught where they say, named as they are.

A mistake is tried in several right solutions (`Styles`). Of the checks, those are run that what differs can reach
(`learnnn.authoring.reach`), and those that the mistake names; what the others say is known from the right solution. One of
these, the mistakes taking turns, is run all the same: a mistake that cannot even be imported is one to every check. Where it
says something else, all are run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from learnnn.authoring.footprints import Known, known
from learnnn.core.findings import Finding
from learnnn.core.model import FAILING, Exercise, Status, Submission
from learnnn.core.outcomes import Outcome
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
        return [Tried(mistake, one, trials) for (mistake, one), trials in zip(laid, judged, strict=True)]
    rights = {one.style: one.right for _, one in laid}
    of_rights = known(exercise, [(one, right[style]) for style, one in rights.items()], plan)
    by_style = dict(zip(rights, of_rights, strict=True))
    below = [by_style[one.style] for _, one in laid]
    wanted = [_wanted(mistake, one, over, plan, exercise) for (mistake, one), over in zip(laid, below, strict=True)]
    witnesses = [_witness(number, over, names) for number, (over, names) in enumerate(zip(below, wanted, strict=True))]
    works = [one.submission for _, one in laid]
    heard = _asked(exercise, works, [names | one for names, one in zip(wanted, witnesses, strict=True)], plan)
    doubted = [
        over.checks - names - one if one & _differing(trials, over) else frozenset()
        for trials, over, names, one in zip(heard, below, wanted, witnesses, strict=True)
    ]
    more = _asked(exercise, works, doubted, plan)
    return [
        Tried(mistake, one, over.completed([*some, *others]))
        for (mistake, one), over, some, others in zip(laid, below, heard, more, strict=True)
    ]


def _asked(
    exercise: Exercise, works: Sequence[Submission], wanted: Sequence[frozenset[str]], plan: Plan
) -> list[list[Trial]]:
    """What each says to the checks that are wanted of it."""
    jobs = [Job(exercise, one, checks=names) for one, names in zip(works, wanted, strict=True) if names]
    heard = iter(judge(replace(plan, jobs=jobs)) if jobs else ())
    return [next(heard) if names else [] for names in wanted]


def _chosen(one: KnownWrong, number: int, styles: Styles) -> list[Right]:
    first, *others = one.over
    match styles:
        case Styles.ALL:
            return [first, *others]
        case Styles.TURNS if others:
            return [first, others[number % len(others)]]
    return [first]


def _wanted(mistake: KnownWrong, laid: Laid, over: Known, plan: Plan, exercise: Exercise) -> frozenset[str]:
    """The checks to be run on it, by name."""
    try:
        if plan.bench.program(exercise, laid.submission).violation is not None:
            return over.checks
    except Outcome:
        return over.checks
    named = {name for name in over.checks if name.partition("[")[0] in mistake.named}
    return over.reached_by(laid.submission) | named


def _witness(number: int, over: Known, wanted: frozenset[str]) -> frozenset[str]:
    """One of the checks that need not be run, which is run all the same; none if there is none to pass."""
    others = [one.result.name for one in over.trials if one.result.passed and not one.timings]
    left = [name for name in others if name not in wanted]
    return frozenset({left[number % len(left)]} if left else ())


def _differing(heard: Sequence[Trial], over: Known) -> frozenset[str]:
    """The checks that ended in another way than on the right solution."""
    before = {trial.result.name: trial.result.status for trial in over.trials}
    return frozenset(one.result.name for one in heard if one.result.status is not before[one.result.name])


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
