"""`learnnn validate`: the course checks itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from learnnn.cli.context import find_exercise, load_course
from learnnn.cli.output import progress, write

if TYPE_CHECKING:
    from learnnn.model import Validation


@click.command("validate")
@click.argument("names", nargs=-1, metavar="[EXERCISE]...")
@click.option("--seed", default="validate", show_default=True, help="Seed of the hidden checks' random inputs.")
@click.pass_obj
def command(folder: Path | None, names: tuple[str, ...], seed: str) -> None:
    """Check the course itself.

    Every stub fails every check because it is not written yet, every reference passes every check, every known-wrong
    solution fails exactly the checks it names and is told its own diagnosis; contracts, hints, points and slugs agree.
    """
    course = load_course(folder)
    exercises = [find_exercise(course, name.strip("/").rpartition("/")[2]) for name in names] or list(course.exercises)

    from learnnn import validation
    from learnnn.render import finding_lines, validation_lines

    results: list[Validation] = []
    for result in validation.validate(course, exercises, seed=seed, progress=progress):
        results.append(result)
        write(validation_lines(result, course.root))
    stray = validation.stray_folders(course) if not names else []
    write(finding_lines(stray, course.root))
    if stray or any(result.findings for result in results):
        raise click.exceptions.Exit(1)
