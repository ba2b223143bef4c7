"""Checks a student's own work: reads the files, judges them, explains what failed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from learnnn.core.errors import SubmissionError
from learnnn.core.model import Course, Exercise, Report, Status
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.desk.urgency import Before, urgent
from learnnn.diagnosis import bundle as bundles
from learnnn.diagnosis.catalogue import Catalogue
from learnnn.diagnosis.causes import explain, failing_names, judged_names
from learnnn.judge import recordings
from learnnn.judge.bench import Bench
from learnnn.judge.grading import Standing, environment, judge, report
from learnnn.judge.seeds import PUBLIC_SEED
from learnnn.judge.trials import Job, Plan, Trial, unwatched
from learnnn.worker.launch import Launchers

Progress = Callable[..., None]


def check(
    course: Course,
    selection: dict[str, frozenset[str]],
    *,
    launchers: Launchers,
    stop_early: bool = False,
    is_in_process: bool = False,
    is_sharing: bool = True,
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
            plan = Plan(course, bench, [], on_progress=on_progress, is_sharing=is_sharing)
            reports.append(_check_one(plan, exercise, selection[exercise.slug]))
            if stop_early and not reports[-1].passed:
                break
        return reports
    finally:
        bench.close()


def _check_one(plan: Plan, exercise: Exercise, tasks: frozenset[str]) -> Report:
    try:
        submission = submissions.read(plan.bench.layout.stub(exercise.slug), exercise.slug)
    except SubmissionError as error:
        return unreadable(exercise, plan.bench, error)
    return judged(replace(plan, jobs=[Job(exercise, submission, tasks)]))


def unreadable(exercise: Exercise, bench: Bench, error: SubmissionError) -> Report:
    """The report on what cannot be graded at all."""
    return Report(exercise, (), environment(bench, exercise, [], PUBLIC_SEED), problem=str(error))


def judged(plan: Plan) -> Report:
    """The report on the one job of the plan, with what failed explained. Raises CourseError if no check is meant by it."""
    (job,) = plan.jobs
    return Examiner(plan, job.exercise).report(job)


class Examiner:
    """Judges works on one exercise and explains what failed in them; what it has to know for that, it reads once.

    What the reference said before, to the same questions, it need not say again; where it is not installed, and its recorded
    answers came along with the course, these are all there is. One that `stays` also collects the checks once, until it is
    closed, and has those run first that an edit can have changed since the last work (`learnnn.desk.urgency`).
    """

    def __init__(self, plan: Plan, exercise: Exercise, *, stays: bool = False) -> None:
        layout, slug = plan.bench.layout, exercise.slug
        self._bundle = None if layout.reference(slug).is_file() else bundles.read(layout.bundle(slug))
        answers = self._bundle.recordings if self._bundle is not None else None
        if not (plan.with_hidden or plan.bench.is_in_process) and self._bundle is None:
            answers = recordings.load(exercise, layout, None)
        self._plan = plan if answers is None else replace(plan, recordings={slug: answers})
        self._is_spared = answers is not None and self._bundle is None
        self._standing = Standing(self._plan, exercise) if stays else None
        self._before: Before | None = None  # of one that stays: the last work

    def report(self, job: Job) -> Report:
        """The verdict on one work. Raises CourseError if no check is meant by the job."""
        plan = self._plan
        trials = self._trials(self._urgent(job))
        failing = failing_names(trials)
        if failing and not plan.bench.is_in_process:
            known = self._bundle if self._bundle is not None else Catalogue(job.exercise, plan)
            trials = explain(trials, known.entries_for(failing, judged_names(trials)))
        self._before = Before(job.submission.source, [trial.result for trial in trials])
        seed = plan.hidden_seed if plan.with_hidden else PUBLIC_SEED
        return report(job, trials, plan.course, plan.bench, seed)

    def close(self) -> None:
        if self._standing is not None:
            self._standing.close()

    def _urgent(self, job: Job) -> Job:
        """The job with what is wanted first."""
        if self._standing is None or self._before is None:
            return job
        layout, slug = self._plan.bench.layout, job.exercise.slug
        files = [layout.public_checks(slug), *([layout.hidden_checks(slug)] if self._plan.with_hidden else [])]
        texts = [path.read_bytes() for path in files if path.is_file()]
        return replace(job, first=urgent(self._before, job.submission.source, texts))

    def _trials(self, job: Job) -> list[Trial]:
        """By what the reference said and the time it took; what these cannot decide, by the reference itself."""
        if not self._is_spared:
            return self._judge(job)
        trials = self._judge(replace(job, has_reference=False))
        undecided = frozenset(trial.result.name for trial in trials if _is_undecided(trial))
        if not undecided:
            return trials
        by_name = {trial.result.name: trial for trial in self._judge(replace(job, checks=undecided))}
        return [by_name.get(trial.result.name, trial) for trial in trials]

    def _judge(self, job: Job) -> list[Trial]:
        if self._standing is not None:
            return self._standing.judge(job)
        return judge(replace(self._plan, jobs=[job]))[0]


def _is_undecided(trial: Trial) -> bool:
    """A recorded time is good enough to pass, and not to fail."""
    is_slow = trial.is_timed and trial.result.status in (Status.FAILED, Status.INCONCLUSIVE, Status.NOT_RUN)
    return is_slow or trial.is_beyond_recording
