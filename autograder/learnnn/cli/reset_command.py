"""`learnnn reset`: the untouched stub again, and the student's file kept."""

from __future__ import annotations

import time
from pathlib import Path

import click

from learnnn.cli.context import find_exercise, load_course
from learnnn.cli.output import write
from learnnn.course import stubs
from learnnn.course.layout import Layout
from learnnn.report.render import line


@click.command("reset")
@click.argument("name", metavar="EXERCISE")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def command(folder: Path | None, name: str, yes: bool) -> None:
    """Write an exercise's untouched stub back; your file is kept as a backup."""
    course = load_course(folder)
    exercise = find_exercise(course, name.strip("/").rpartition("/")[2])
    layout = Layout(course.root)
    pristine = stubs.pristine(layout, exercise.slug)
    target = layout.stub(exercise.slug)
    if target.is_file() and target.read_bytes() == pristine:
        write([line(f"{target.relative_to(course.root)} is the untouched stub already.")])
        return
    if not yes:
        click.confirm(f"Replace {target.relative_to(course.root)} by the untouched stub?", abort=True, err=True)
    backup = stubs.reset(layout, exercise.slug, pristine, time.strftime("%Y-%m-%dT%H%M%S"))
    if backup is not None:
        write([line(f"Your file is kept as {backup.relative_to(course.root)}")])
    write([line(f"{target.relative_to(course.root)} is the untouched stub again.", "green")])
