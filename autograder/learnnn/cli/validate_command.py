"""`learnnn validate`: the course checks itself."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from learnnn.cli.context import find_exercise, load_course
from learnnn.cli.output import progress, write
from learnnn.system import processes

if TYPE_CHECKING:
    from learnnn.core.findings import Validation
    from learnnn.core.model import Course, Exercise


@click.command("validate")
@click.argument("names", nargs=-1, metavar="[EXERCISE]...")
@click.option("--seed", default="validate", show_default=True, help="Seed of the hidden checks' random inputs.")
@click.option(
    "--mutants",
    type=click.IntRange(min=1),
    metavar="N",
    help="Grade N mutants of each reference instead, and list those that no check catches.",
)
@click.option(
    "--styles",
    type=click.Choice(["one", "turns", "all"]),
    default="turns",
    show_default=True,
    help="Lay each mistake over the right solution it is known by, over one more in turn, or over all.",
)
@click.option(
    "--all-checks", is_flag=True, help="Run all checks on each mistake or mutant, also those that it cannot reach."
)
@click.option("--strange", is_flag=True, help="Hand each check answers that no contract knows, too: it must not break.")
@click.option("--jobs", type=click.IntRange(min=1), help="Exercises at the same time (default: as many as cores).")
@click.pass_obj
def command(
    folder: Path | None,
    names: tuple[str, ...],
    *,
    seed: str,
    mutants: int | None,
    styles: str,
    all_checks: bool,
    strange: bool,
    jobs: int | None,
) -> None:
    """Check the course itself.

    Every stub fails every check because it is not written yet, every right solution passes every check, every known
    mistake fails exactly the checks it names and is told its own diagnosis, in several right solutions; contracts,
    hints, points and slugs agree. With --strange: no check breaks on an answer that no contract knows.

    With --mutants: of N references with one small change each, at least 97 % are caught by public and hidden checks
    together, those not counted that `equivalent.md`, beside the reference, lists as no mistakes.
    """
    course = load_course(folder)
    exercises = [find_exercise(course, name.strip("/").rpartition("/")[2]) for name in names] or list(course.exercises)
    is_good = (
        _validate(course, exercises, seed, jobs or processes.cores(), (styles, all_checks, strange), is_whole=not names)
        if mutants is None
        else _survey(course, exercises, mutants, seed, jobs or processes.cores(), all_checks=all_checks)
    )
    if not is_good:
        raise click.exceptions.Exit(1)


def _validate(
    course: Course, exercises: Sequence[Exercise], seed: str, jobs: int, how: tuple[str, bool, bool], *, is_whole: bool
) -> bool:
    """Whether nothing is to be mended."""
    from learnnn.authoring import validation
    from learnnn.authoring.mistakes import Styles
    from learnnn.report.render import finding_lines, validation_lines

    results: list[Validation] = []
    thoroughness = validation.Thoroughness(Styles(how[0]), *how[1:])
    for result in validation.validate(course, exercises, seed=seed, jobs=jobs, progress=progress, how=thoroughness):
        results.append(result)
        write(validation_lines(result, course.root))
    stray = validation.stray_folders(course) if is_whole else []
    write(finding_lines(stray, course.root))
    return not stray and not any(result.findings for result in results)


def _survey(
    course: Course, exercises: Sequence[Exercise], at_most: int, seed: str, jobs: int, *, all_checks: bool
) -> bool:
    """Whether enough mutants are caught of every reference."""
    if find_spec("mutmut") is None:
        raise click.UsageError("--mutants needs an extra: `pip install 'learnnn[mutants]'`.")
    from learnnn.authoring import survivors
    from learnnn.course.layout import Layout
    from learnnn.report.render import survey_lines

    are_good = []
    surveys = survivors.survey(
        course, exercises, at_most, seed=seed, jobs=jobs, progress=progress, all_checks=all_checks
    )
    for result in surveys:
        are_good.append(result.is_good)
        write(survey_lines(result, Layout(course.root).reference(result.exercise.slug), course.root))
    return all(are_good)
