"""`learnnn check`: the student's main command."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from learnnn.cli.context import Selection, load_course, select
from learnnn.cli.output import progress, write
from learnnn.core.model import Course, Report
from learnnn.desk import lingering

if TYPE_CHECKING:
    from learnnn.cli.predicting import Said
    from learnnn.desk.progress import Progress
    from learnnn.worker.launch import Launchers


@click.command("check")
@click.argument("names", nargs=-1, metavar="[EXERCISE[::TASK]]...")
@click.option("--all", "is_all", is_flag=True, help="Check every exercise, whatever fails.")
@click.option("--json", "as_json", is_flag=True, help="Print the reports as JSON.")
@click.option("--in-process", is_flag=True, help="Run your code in this process, for pdb and coverage. Not a grade.")
@click.option("--fresh", is_flag=True, help="Run each check in a process of its own: slower, for the same verdict.")
@click.option("--no-predict", is_flag=True, help="Do not ask for predictions.")
@click.pass_obj
def command(
    folder: Path | None,
    names: tuple[str, ...],
    is_all: bool,
    as_json: bool,
    in_process: bool,
    fresh: bool,
    no_predict: bool,
) -> None:
    """Check your work and say precisely what is right and wrong.

    Without arguments: the exercises in order, up to the first that does not pass. What a check needs to start stays for ten
    minutes after it, so that the next one is quick. LEARNNN_LINGER in the environment says for how many seconds (0: it ends).
    """
    course = load_course(folder)
    selection = select(course, names) or {exercise.slug: frozenset() for exercise in course.exercises}
    stop_early = not names and not is_all
    lingers = not (in_process or fresh) and lingering.wake(course)
    launchers = None if lingers or in_process else _warmed(course, selection)
    try:
        said = [] if no_predict or as_json or in_process or is_all else _ask(course, names)
        with progress("checking") as advance:
            reports = (
                lingering.check(course, selection, stop_early=stop_early, on_progress=advance) if lingers else None
            )
            if reports is None:
                how = {"stop_early": stop_early, "is_in_process": in_process, "is_sharing": not fresh}
                reports = _check_here(course, selection, launchers, on_progress=advance, **how)
    finally:
        if launchers is not None:
            launchers.close()
    progress_made = _remember(reports, course)
    if as_json:
        from learnnn.core.report_json import dumps

        click.echo(dumps(reports))
    else:
        _show(reports, progress_made)
    if said:
        from learnnn.cli.predicting import tell

        tell(course, said, reports)
    raise click.exceptions.Exit(_exit_code(reports))


def _warmed(course: Course, selection: Selection) -> Launchers:
    """The first worker imports what it needs while the judge imports pytest and NumPy."""
    from learnnn.worker.launch import Launchers
    from learnnn.worker.process import Setup

    launchers = Launchers()
    launchers.get(Setup.of(next(exercise for exercise in course.exercises if exercise.slug in selection)))
    return launchers


def _check_here(
    course: Course,
    selection: Selection,
    launchers: Launchers | None,
    *,
    on_progress: Callable[..., None],
    **how: bool,
) -> list[Report]:
    """By a judge in this process."""
    from learnnn.desk.checking import check
    from learnnn.worker.launch import Launchers

    return check(course, selection, launchers=launchers or Launchers(), on_progress=on_progress, **how)


def _ask(course: Course, names: tuple[str, ...]) -> list[Said]:
    """What a student at a terminal predicts of the exercises they named, or of the one they are at."""
    if not (any(exercise.predict for exercise in course.exercises) and sys.stdin.isatty() and sys.stdout.isatty()):
        return []
    from learnnn.cli.predicting import ask, next_exercise

    named = [exercise for exercise in course.exercises if exercise.slug in select(course, names)]
    return ask(course, named if names else next_exercise(course))


def _show(reports: list[Report], so_far: Progress) -> None:
    from learnnn.report.render import foundation_lines, line, next_step, report_lines, summary_lines

    course = so_far.course
    for report in reports:
        write(report_lines(report, root=course.root))
        write([line()])
    if len(reports) > 1:
        write(summary_lines(reports))
        write([line()])
    slugs = [exercise.slug for exercise in course.exercises]
    place = slugs.index(reports[-1].exercise.slug) + 1
    write([next_step(reports, slugs[place] if place < len(slugs) else None)])
    unfinished = next((report.exercise for report in reports if not report.passed), None)
    if unfinished is not None:
        write(foundation_lines(unfinished, so_far.foundations(unfinished)))


def _remember(reports: list[Report], course: Course) -> Progress:
    from learnnn.desk.progress import Progress
    from learnnn.report.render import notice_lines

    kept = Progress.open(course)
    for report in reports:
        kept.note(report)
    write(notice_lines(kept.notice), err=True)
    return kept


def _exit_code(reports: list[Report]) -> int:
    from learnnn.core.errors import CourseError, SubmissionError

    if any(report.is_broken for report in reports):
        return CourseError.exit_code
    if any(report.problem is not None for report in reports):
        return SubmissionError.exit_code
    return 0 if all(report.passed for report in reports) else 1
