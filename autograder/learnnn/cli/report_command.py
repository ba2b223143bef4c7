"""`learnnn report`: a page about the student's own work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from learnnn.cli.context import load_course
from learnnn.cli.output import open_page, write
from learnnn.cli.output import progress as bar
from learnnn.core.errors import CourseError, LearnnnError
from learnnn.core.model import Course, Report
from learnnn.course.layout import Layout
from learnnn.desk.progress import Progress
from learnnn.report.render import line, notice_lines

if TYPE_CHECKING:
    from learnnn.report.report_page import Section

ANOTHER = "Name another file: `learnnn report -o FILE`."


@click.command("report")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write it there.")
@click.option("--open/--no-open", "is_open", default=None, help="Show it in a browser (default: on a terminal).")
@click.pass_obj
def command(folder: Path | None, output: Path | None, is_open: bool | None) -> None:
    """Write a page about your work: progress, diagnoses, pictures, and when you tried what.

    What was edited since it was last checked is checked again. The page is one file, for any browser, and needs no network.
    """
    course = load_course(folder)
    path = output or Layout(course.root).report_page()
    if not path.parent.is_dir():
        raise LearnnnError("there is no such folder", path=path.parent, next_step=ANOTHER)
    progress = Progress.open(course)
    reports = _reports(course, progress)

    from learnnn.report.report_page import page

    text = page(course, list(_sections(course, progress, reports)), made_at=datetime.now(UTC))
    try:
        path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        what = f"the page cannot be written: {error.strerror}"
        raise LearnnnError(what, path=path, next_step=ANOTHER) from None
    write(notice_lines(progress.notice), err=True)
    write([line(f"Your report: {path}")])
    open_page(path, is_open)


def _reports(course: Course, progress: Progress) -> dict[str, Report]:
    """The verdict on each exercise as it is now, by slug."""
    known = {exercise.slug: progress.last_report(exercise) for exercise in course.exercises}
    reports = {slug: report for slug, (report, is_current) in known.items() if report is not None and is_current}
    outdated = {slug: frozenset[str]() for slug in known if slug not in reports}
    if outdated:
        from learnnn.desk.checking import check
        from learnnn.worker.launch import Launchers

        with bar("checking") as advance:
            for report in check(course, outdated, launchers=Launchers(), on_progress=advance):
                progress.note(report)
                reports[report.exercise.slug] = report
    return reports


def _sections(course: Course, progress: Progress, reports: dict[str, Report]) -> Iterator[Section]:
    """All that the page tells, with the pictures of what has been begun."""
    from learnnn.desk.pictures import draw
    from learnnn.judge.bench import Bench
    from learnnn.report.report_page import Section

    bench = Bench(Layout(course.root))
    try:
        with bar("drawing") as advance:
            advance(0, more=len(course.exercises))
            for exercise in course.exercises:
                attempts = progress.attempts(exercise.slug)
                section = Section(progress.stand(exercise), reports[exercise.slug], attempts=attempts)
                try:
                    yield section.with_pictures(draw(course, exercise, bench)) if section.is_begun else section
                except CourseError as error:  # the rest of the page is worth having
                    write(notice_lines(str(error)), err=True)
                    yield section
                advance()
    finally:
        bench.close()
