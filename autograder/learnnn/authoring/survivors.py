"""Mutants of the references, graded as hand-ins are. One that passes every check is no mistake, or wants a check.

Of the checks, those are run that the one definition it differs in can reach (`learnnn.authoring.footprints`), up to the first
that fails: the reference, which they cannot tell it from, passes all others.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import partial

from learnnn.authoring import mutants
from learnnn.authoring.footprints import Asking, Known
from learnnn.core.errors import LearnnnError
from learnnn.core.findings import Change, Finding, Mutant, Survey, Survivor
from learnnn.core.model import FAILING, Course, Exercise, Status, Submission
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.judge import recordings
from learnnn.judge.bench import staying
from learnnn.judge.grading import judge, judge_each
from learnnn.judge.trials import Job, Plan, Trial, unwatched
from learnnn.system import processes

PATIENCE = 1 / 3  # of the computing time that an exercise allows: a loop without an end costs all of it

Advance = Callable[..., None]


@dataclass(frozen=True, slots=True)
class _Fate:
    """The task whose check caught a mutant (None: it survived), and the checks that broke on it."""

    caught_by: str | None
    broken: tuple[str, ...]

    @classmethod
    def of(cls, trials: Iterable[Trial]) -> _Fate:
        results = [trial.result for trial in trials]
        caught_by = next((result.task for result in results if result.status in FAILING), None)
        return cls(caught_by, tuple(result.name for result in results if result.status is Status.BROKEN))


def survey(
    course: Course,
    exercises: Sequence[Exercise],
    at_most: int,
    *,
    seed: str,
    jobs: int,
    progress: Callable[[str], AbstractContextManager[Advance]],
    all_checks: bool = False,
) -> Iterator[Survey]:
    """So many mutants of each reference, `jobs` references at the same time; one at a time has a progress bar of its own."""
    if min(jobs, len(exercises)) > 1:
        yield from processes.each(partial(_survey_alone, course, at_most, seed, all_checks), exercises, jobs)
        return
    impatient = replace(course, exercises=tuple(map(_impatient, course.exercises)))
    with staying(Layout(course.root)) as bench:
        plan = Plan(impatient, bench, [], with_hidden=True, hidden_seed=seed, is_blocking=False, is_own_code=True)
        for exercise in map(_impatient, exercises):
            bench.warm(exercise)
            with progress(f"mutants of {exercise.slug}") as advance:
                surveyed = _survey_one(exercise, at_most, all_checks, replace(plan, on_progress=advance))
            yield surveyed


def _survey_alone(course: Course, at_most: int, seed: str, all_checks: bool, exercise: Exercise) -> Survey:
    """In a process for this one."""
    (survey_of_one,) = survey(
        course, [exercise], at_most, seed=seed, jobs=1, progress=lambda _: nullcontext(unwatched), all_checks=all_checks
    )
    return survey_of_one


def _impatient(exercise: Exercise) -> Exercise:
    return replace(exercise, limits=replace(exercise.limits, cpu_s=exercise.limits.cpu_s * PATIENCE))


def _survey_one(exercise: Exercise, at_most: int, all_checks: bool, plan: Plan) -> Survey:
    path, notes = plan.bench.layout.reference(exercise.slug), plan.bench.layout.equivalent(exercise.slug)
    try:
        reference = submissions.read(path, exercise.slug)
        excused = mutants.equivalent(notes)
        (trials,) = judge(replace(plan, jobs=[Job(exercise, reference)], is_recording=True))
        failed = [trial.result for trial in trials if trial.result.status not in recordings.GOOD]
        if failed:
            names = ", ".join(f"{result.name} ({result.status.value})" for result in failed)
            what = f"the reference does not pass {names} in a third of the computing time that it may use"
            return Survey(exercise, (Finding(what, path),))
        every = mutants.of(reference.source)
        chosen = mutants.choose(every, at_most)
        plan = replace(plan, recordings={exercise.slug: recordings.of(trials)})
        right = None if all_checks else Asking(exercise, plan).known([reference])[0]
        fates = _fates([Job(exercise, _submission(reference, one), until_it_fails=True) for one in chosen], right, plan)
    except LearnnnError as error:
        return Survey(exercise, (Finding(str(error), error.path or plan.course.root),))
    findings = [
        *(Finding(what, notes) for what in _no_longer(excused, every, chosen, fates)),
        *(Finding(what, path) for what in _broken(chosen, fates)),
    ]
    return Survey(exercise, tuple(findings), len(chosen), tuple(_survivors(chosen, fates, excused)))


def _fates(jobs: Sequence[Job], right: Known | None, plan: Plan) -> list[_Fate]:
    """What becomes of each. One that no check of the `right` solution's can reach survives; without it, all are asked."""
    if right is not None:
        jobs = [replace(job, checks=right.reached_by(job.submission)) for job in jobs]
    is_asked = [right is None or bool(job.checks) for job in jobs]
    fates: list[_Fate] = []
    if any(is_asked):
        asked = [job for job, is_one in zip(jobs, is_asked, strict=True) if is_one]
        judge_each(replace(plan, jobs=asked), lambda trials: fates.append(_Fate.of(trials)))
    heard = iter(fates)
    return [next(heard) if is_one else _Fate(None, ()) for is_one in is_asked]


def _submission(reference: Submission, mutant: Mutant) -> Submission:
    """The mutant, as if it were handed in."""
    return replace(reference, source=mutant.source, sha256=hashlib.sha256(mutant.source.encode()).hexdigest())


def _survivors(chosen: Sequence[Mutant], fates: Sequence[_Fate], excused: dict[Change, str]) -> Iterator[Survivor]:
    tasks: dict[str, Counter[str]] = defaultdict(Counter)
    for mutant, fate in zip(chosen, fates, strict=True):
        if fate.caught_by is not None:
            tasks[mutant.change.function][fate.caught_by] += 1
    for mutant, fate in zip(chosen, fates, strict=True):
        if fate.caught_by is None:
            task = next((name for name, _ in tasks[mutant.change.function].most_common(1)), "")
            yield Survivor(mutant, task, excused.get(mutant.change, ""))


def _no_longer(
    excused: Iterable[Change], every: Iterable[Mutant], chosen: Sequence[Mutant], fates: Sequence[_Fate]
) -> Iterator[str]:
    """What is listed as no mistake and is not there, or is caught after all."""
    there = {mutant.change for mutant in every}
    caught = {
        mutant.change: fate.caught_by for mutant, fate in zip(chosen, fates, strict=True) if fate.caught_by is not None
    }
    for change in excused:
        if change not in there:
            yield f"no mutant is like this any more: remove it\n{change}"
        elif change in caught:
            yield f"a check of `{caught[change]}` catches this after all: remove it\n{change}"


def _broken(chosen: Sequence[Mutant], fates: Sequence[_Fate]) -> Iterator[str]:
    for mutant, fate in zip(chosen, fates, strict=True):
        if fate.broken:
            yield f"{', '.join(fate.broken)} breaks on a mutant: expect any answer\n{mutant.change}"
