"""`learnnn release`: the course as students get it."""

from __future__ import annotations

from pathlib import Path

import click

from learnnn.cli.context import load_course
from learnnn.cli.output import progress, write
from learnnn.system import processes


@click.command("release")
@click.argument("target", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--jobs", type=click.IntRange(min=1), help="Exercises at the same time (default: as many as cores).")
@click.pass_obj
def command(folder: Path | None, target: Path, jobs: int | None) -> None:
    """Write the course as students get it to a folder.

    It holds the exercises, and recorded answers in the place of the solutions. `learnnn init DIR --from FOLDER` makes a
    student's workspace from it; a wheel built afterwards (`make wheel`) brings it along.
    """
    course = load_course(folder)

    from learnnn.authoring.release import release
    from learnnn.report.render import line

    given = release(course, target.resolve(), jobs=jobs or processes.cores(), progress=progress)
    write([line(f"{len(course.exercises)} exercises, {len(given.files)} files: {target}", "green")])
