"""`learnnn hint`: one more hint each time, from mild to strong."""

from __future__ import annotations

from pathlib import Path

import click

from learnnn import hints
from learnnn.cli.context import load_course, select
from learnnn.cli.output import write
from learnnn.errors import CourseError
from learnnn.layout import Layout


@click.command("hint")
@click.argument("name", metavar="EXERCISE[::TASK]")
@click.option("--again", is_flag=True, help="Show the hints given so far, and no new one.")
@click.pass_obj
def command(folder: Path | None, name: str, again: bool) -> None:
    """Give the next hint for a task (default: the exercise's first task).

    Hints go from mild to strong, one each time; which you have seen is remembered.
    """
    course = load_course(folder)
    layout = Layout(course.root)
    ((slug, tasks),) = select(course, [name]).items()
    exercise = course.exercise(slug)
    assert exercise is not None
    task = next(iter(tasks), exercise.tasks[0].name)
    path = layout.hints(slug)
    steps = hints.load(path).get(task)
    if not steps:
        raise CourseError(f"there are no hints for `{task}`", path=path, next_step=f"Add a section `## {task}`.")

    from learnnn.render import hint_lines, line

    record = hints.read_record(layout.hint_record())
    seen = record.get(f"{slug}::{task}", 0)
    if not again:
        seen = min(seen + 1, len(steps))
        try:
            hints.write_record(layout.hint_record(), record | {f"{slug}::{task}": seen})
        except OSError as error:
            write([line(f"This hint cannot be remembered: {error}", "yellow")], err=True)
    write(hint_lines(f"{slug}::{task}", steps, seen, is_repeat=again))
