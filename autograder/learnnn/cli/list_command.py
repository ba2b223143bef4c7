"""`learnnn list`: the exercises and their tasks, and how each exercise stands."""

from __future__ import annotations

from pathlib import Path

import click

from learnnn.cli.context import load_course
from learnnn.cli.output import write


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def command(folder: Path | None, as_json: bool) -> None:
    """List the exercises, how each of them stands, and their tasks."""
    course = load_course(folder)
    if as_json:
        from learnnn.core.report_json import course_dumps

        click.echo(course_dumps(course))
        return
    from learnnn.desk.progress import Progress
    from learnnn.report.render import course_lines, notice_lines

    progress = Progress.open(course)
    write(notice_lines(progress.notice), err=True)
    write(course_lines(course, {one.slug: progress.stand(one).state for one in course.exercises}))
