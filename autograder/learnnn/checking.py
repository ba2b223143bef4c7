"""Checks a student's own work: reads the files, judges them, explains what failed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from learnnn import bundle as bundles
from learnnn import recordings
from learnnn import submission as submissions
from learnnn.bench import Bench
from learnnn.catalogue import Catalogue
from learnnn.diagnosis import explain, failing_names, judged_names
from learnnn.errors import SubmissionError
from learnnn.grading import Job, Plan, Trial, environment, judge, report, unwatched
from learnnn.judging import PUBLIC_SEED
from learnnn.layout import Layout
from learnnn.model import Course, Exercise, Report, Status
from learnnn.worker.launch import Launchers

Progress = Callable[..., None]


def check(
    course: Course,
    selection: dict[str, frozenset[str]],
    *,
    launchers: Launchers,
    stop_early: bool = False,
    is_in_process: bool = False,
    on_progress: Progress = unwatched,
) -> list[Report]:
    """A report for each chosen exercise. With `stop_early`, up to the first that does not pass.

    A file that cannot be read is a report with a problem: the other exercises are checked all the same.
    """
    chosen = [exercise for exercise in course.exercises if exercise.slug in selection]
    bench = Bench(Layout(course.root), is_in_process, launchers)
    try:
        if not stop_early:
            for exercise in chosen:
                bench.warm(exercise)
        reports: list[Report] = []
        for exercise in chosen:
            reports.append(_check_one(course, exercise, selection[exercise.slug], bench, on_progress))
            if stop_early and not reports[-1].passed:
                break
        return reports
    finally:
        bench.close()


def _check_one(
    course: Course, exercise: Exercise, tasks: frozenset[str], bench: Bench, on_progress: Progress
) -> Report:
    try:
        submission = submissions.read(bench.layout.stub(exercise.slug), exercise.slug)
    except SubmissionError as error:
        return unreadable(exercise, bench, error)
    return judged(Plan(course, bench, [Job(exercise, submission, tasks)], on_progress=on_progress))


def unreadable(exercise: Exercise, bench: Bench, error: SubmissionError) -> Report:
    """The report on what cannot be graded at all."""
    return Report(exercise, (), environment(bench, exercise, [], PUBLIC_SEED), problem=str(error))


def judged(plan: Plan) -> Report:
    """The report on the one job of the plan, with what failed explained. Raises CourseError if no check is meant by it.

    What the reference said before, to the same questions, it need not say again; where it is not installed, and its recorded
    answers came along with the course, these are all there is.
    """
    (job,), layout = plan.jobs, plan.bench.layout
    slug = job.exercise.slug
    bundle = None if layout.reference(slug).is_file() else bundles.read(layout.bundle(slug))
    answers = bundle.recordings if bundle is not None else None
    if not (plan.with_hidden or plan.bench.is_in_process) and bundle is None:
        answers = recordings.load(job.exercise, layout, None)
    if answers is not None:
        plan = replace(plan, recordings={slug: answers})
    trials = _judged_by_recordings(plan) if answers is not None and bundle is None else judge(plan)[0]
    failing = failing_names(trials)
    if failing and not plan.bench.is_in_process:
        known = bundle if bundle is not None else Catalogue(job.exercise, plan)
        trials = explain(trials, known.entries_for(failing, judged_names(trials)))
    seed = plan.hidden_seed if plan.with_hidden else PUBLIC_SEED
    return report(job, trials, plan.course, plan.bench, seed)


def _judged_by_recordings(plan: Plan) -> list[Trial]:
    """By what the reference said and by the time it took; what these cannot decide, by the reference itself."""
    (job,) = plan.jobs
    (trials,) = judge(replace(plan, has_reference=False))
    undecided = frozenset(trial.result.name for trial in trials if _is_undecided(trial))
    if not undecided:
        return trials
    (decided,) = judge(replace(plan, jobs=[replace(job, checks=undecided)]))
    by_name = {trial.result.name: trial for trial in decided}
    return [by_name.get(trial.result.name, trial) for trial in trials]


def _is_undecided(trial: Trial) -> bool:
    """A recorded time is good enough to pass, and not to fail."""
    is_slow = trial.is_timed and trial.result.status in (Status.FAILED, Status.INCONCLUSIVE, Status.NOT_RUN)
    return is_slow or trial.is_beyond_recording
