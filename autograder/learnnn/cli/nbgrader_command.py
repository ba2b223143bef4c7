"""`learnnn nbgrader`: the course as nbgrader has it, from source notebooks to grades."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from learnnn.cli.context import find_exercise, load_course
from learnnn.cli.output import progress, write
from learnnn.core.model import Course, Exercise
from learnnn.report.render import Line, line

if TYPE_CHECKING:
    from learnnn.nbgrader.course_folder import Ready
    from learnnn.nbgrader.importer import Imported

SHOWN = 10
FOLDER = click.Path(path_type=Path, file_okay=False)
COURSE_DIR = click.option(
    "--course-dir", "folder", type=FOLDER, default=Path(), metavar="DIR",
    help="nbgrader's folder of the course (default: here).",
)  # fmt: skip
EXERCISES = click.argument("slugs", metavar="[EXERCISE]...", nargs=-1)


@click.group("nbgrader")
@click.pass_context
def command(context: click.Context) -> None:
    """Teach the course with nbgrader; students' code is graded by learnnn, apart from the hidden tests.

    nbgrader's own commands, formgrader and gradebook work as ever. To begin: `learnnn nbgrader setup DIR`; then, in that
    folder, `nbgrader generate_assignment EXERCISE`, and so on.

    Exit codes: 0 done; 1 some works were left, or something is to be looked at; 2 wrong usage; 3 the course's fault; 5 this
    machine's fault; 6 nbgrader's folder, settings or gradebook are not as they should be.
    """
    if find_spec("nbgrader") is None:
        raise click.UsageError('nbgrader is not installed: `pip install "learnnn[nbgrader]"`.')

    from learnnn.nbgrader import programs

    context.with_resource(programs.found())


@command.command("build")
@EXERCISES
@COURSE_DIR
@click.pass_obj
def build(course_folder: Path | None, slugs: tuple[str, ...], folder: Path) -> None:
    """Write nbgrader's source notebooks of these exercises (default: all). What has not changed is left alone."""
    course, exercises = _chosen(course_folder, slugs)

    from learnnn.nbgrader import source

    with progress("building"):
        written = source.build(course, exercises, folder)
    write([line(f"Written: {path}") for path in written])
    write([line(f"{len(exercises) - len(written)} of {len(exercises)} were as they should be.", "dim")])


@command.command("setup", epilog="It can be done again, with more students say: what is there is kept.")
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option(
    "--db-url",
    metavar="URL",
    help="The gradebook's database, such as postgresql://user@host/name (default: SQLite, in DIR).",
)
@click.option("--students", "students", metavar="CSV", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="The class: columns id, first_name, last_name, email.")  # fmt: skip
@click.pass_obj
def setup(course_folder: Path | None, folder: Path, db_url: str | None, students: Path | None) -> None:
    """Make DIR a working nbgrader course: settings, source notebooks, gradebook and students."""
    course = load_course(course_folder)

    from learnnn.nbgrader import course_folder as folders

    with progress("setting up"):
        ready = folders.setup(folder, course, db_url=db_url, students_csv=students)
    write(_ready_lines(ready, folder, course))


@command.command("import", epilog="Import again whenever works were graded again: only what is news is written.")
@EXERCISES
@COURSE_DIR
@click.option("--store", "path", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Where `learnnn grade` keeps its grades (default: those of the folder `submitted`).")  # fmt: skip
@click.pass_obj
def import_(course_folder: Path | None, slugs: tuple[str, ...], folder: Path, path: Path | None) -> None:
    """Bring the grades of `learnnn grade DIR/submitted` into nbgrader's gradebook, and the notebooks into formgrader.

    Scores and comments that were given by hand are kept. Works without a score are not brought in, but listed; exercises that
    were never released are passed over unless they are named.
    """
    course, exercises = _chosen(course_folder, slugs)

    from learnnn.classroom.store import Store
    from learnnn.nbgrader import course_folder as folders
    from learnnn.nbgrader.importer import import_grades

    settings = folders.settings_of(folder)
    with (
        Store.open(path or settings.store, course.title, must_exist=True) as store,
        progress("importing") as advance,
    ):
        imported = import_grades(course, exercises, store, settings, may_be_unreleased=not slugs, on_progress=advance)
    write(_import_lines(imported))
    raise click.exceptions.Exit(1 if imported.left else 0)


@command.command("doctor")
@click.argument("folder", metavar="[DIR]", type=FOLDER, default=Path())
def doctor(folder: Path) -> None:
    """Examine an nbgrader course (default: here): versions, settings in force, gradebook, checksums, drift."""
    from learnnn.nbgrader.doctor import examine
    from learnnn.report.render import doctor_lines

    with progress("examining"):
        findings = examine(folder)
    write(doctor_lines(findings))
    if any(finding.is_fatal for finding in findings):
        from learnnn.core.errors import BridgeError

        raise click.exceptions.Exit(BridgeError.exit_code)


def _chosen(course_folder: Path | None, slugs: Sequence[str]) -> tuple[Course, list[Exercise]]:
    course = load_course(course_folder)
    return course, [find_exercise(course, slug) for slug in dict.fromkeys(slugs)] or list(course.exercises)


def _ready_lines(ready: Ready, folder: Path, course: Course) -> Iterator[Line]:
    """What was done, and what to do next."""
    yield line(f"{ready.config}: {'written' if ready.is_config_new else 'kept as it is'}")
    yield line(f"source notebooks: {len(ready.built)} of {len(course.exercises)} written")
    yield line(f"students: {ready.enrolled.new} new, {ready.enrolled.updated} updated")
    first = course.exercises[0].slug
    yield line(f"Next: `nbgrader generate_assignment {first}`, in {folder}", "bold")


def _import_lines(imported: Imported) -> Iterator[Line]:
    """How many came in, and who did not and why."""
    yield line(f"Imported {imported.works} works; there was news in {imported.changed} of them.", "bold")
    if not imported.left:
        return
    yield line()
    yield line(f"{len(imported.left)} not imported:", "bold red")
    for left in imported.left[:SHOWN]:
        yield ((f"  {left.student}  {left.exercise}  ", ""), (left.reason, "red"))
    if len(imported.left) > SHOWN:
        yield line(f"  and {len(imported.left) - SHOWN} more")
