"""`learnnn hint`: one more hint each time, from mild to strong."""

from __future__ import annotations

from pathlib import Path

import click

from learnnn.cli.context import load_course, select
from learnnn.cli.output import write
from learnnn.course import hints
from learnnn.course.layout import Layout


@click.command("hint")
@click.argument("name", metavar="EXERCISE[::TASK]")
@click.option("--again", is_flag=True, help="Show the hints given so far, and no new one.")
@click.pass_obj
def command(folder: Path | None, name: str, again: bool) -> None:
    """Give the next hint for a task (default: the exercise's first task).

    Hints go from mild to strong, one each time; which you have seen is remembered.
    """
    course = load_course(folder)
    ((slug, tasks),) = select(course, [name]).items()
    exercise = course.exercise(slug)
    assert exercise is not None
    task = next(iter(tasks), exercise.tasks[0].name)
    given = hints.give(Layout(course.root), slug, task, again=again)

    from learnnn.report.render import hint_lines, line

    if given.problem:
        write([line(given.problem, "yellow")], err=True)
    write(hint_lines(given.name, given.steps, given.seen, is_repeat=again))
