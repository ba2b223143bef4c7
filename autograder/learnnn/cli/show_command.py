"""`learnnn show`: pictures of what the student's own code does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from learnnn.cli.context import load_course, select
from learnnn.cli.output import open_page, progress, write
from learnnn.core.errors import CourseError, LearnnnError, SubmissionError
from learnnn.core.model import Course, Exercise
from learnnn.course import stubs
from learnnn.course.layout import Layout
from learnnn.report.render import Line, error_lines, line

if TYPE_CHECKING:
    from learnnn.core.learning import Picture

KINDS = ("png", "svg")


@click.command("show")
@click.argument("names", nargs=-1, metavar="[EXERCISE]...")
@click.option("--open/--no-open", "is_open", default=None, help="Show them in a browser (default: on a terminal).")
@click.pass_obj
def command(folder: Path | None, names: tuple[str, ...], is_open: bool | None) -> None:
    """Draw pictures of what your own code does.

    Without a name: every exercise that you have begun and that has something to see. The pictures are saved as PNG and SVG,
    with a page that shows them all.
    """
    course = load_course(folder)
    layout = Layout(course.root)
    chosen = [exercise for exercise in map(course.exercise, select(course, names)) if exercise is not None]
    for exercise in chosen:
        if not layout.pictures(exercise.slug).is_file():
            write([line(f"{exercise.slug} has no pictures.")])
    wanted = [
        exercise
        for exercise in chosen or course.exercises
        if layout.pictures(exercise.slug).is_file() and (chosen or _is_begun(exercise, layout))
    ]
    if not wanted:
        if not chosen:
            write([line("There is nothing to draw yet: write some code first, or name an exercise.")])
        raise click.exceptions.Exit(1)
    shown = _draw(course, wanted)
    _save(course, shown)
    for exercise, pictures in shown:
        write(_lines(exercise, pictures, layout))
    if not any(picture.is_drawn for _, pictures in shown for picture in pictures):
        write([line("No picture could be drawn yet.", "yellow")])
        raise click.exceptions.Exit(1)
    write([line(f"All of them: {_relative(layout.gallery_page(), layout)}", "bold")])
    open_page(layout.gallery_page(), is_open)


def _is_begun(exercise: Exercise, layout: Layout) -> bool:
    """Whether the student has written anything; where nobody knows the untouched stub, any file counts."""
    path = layout.stub(exercise.slug)
    try:
        return path.is_file() and path.read_bytes() != stubs.pristine(layout, exercise.slug)
    except CourseError:
        return True


def _draw(course: Course, exercises: Sequence[Exercise]) -> list[tuple[Exercise, list[Picture]]]:
    """The pictures of each exercise. A file that cannot be read is said so, and the others are drawn."""
    from learnnn.desk.pictures import draw_each
    from learnnn.desk.pictures import names as names_of
    from learnnn.judge.bench import Bench

    bench = Bench(Layout(course.root))
    shown: list[tuple[Exercise, list[Picture]]] = []
    try:
        with progress("drawing") as advance:
            advance(0, more=sum(len(names_of(exercise, bench.layout)) for exercise in exercises))
            for exercise in exercises:
                pictures: list[Picture] = []
                try:
                    for picture in draw_each(course, exercise, bench):
                        pictures.append(picture)
                        advance()
                except SubmissionError as error:
                    write(error_lines(error.what, error.where, error.next_step), err=True)
                if pictures:
                    shown.append((exercise, pictures))
    finally:
        bench.close()
    return shown


def _save(course: Course, shown: Sequence[tuple[Exercise, Sequence[Picture]]]) -> None:
    """Write the pictures, and the page if there are any; one that can no longer be drawn does not stay as it was."""
    from learnnn.report.gallery import page

    layout = Layout(course.root)
    try:
        for exercise, pictures in shown:
            for picture in pictures:
                for kind in KINDS:
                    path = layout.drawing(exercise.slug, picture.name, kind)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    if picture.is_drawn:
                        path.write_bytes(picture.png if kind == "png" else picture.svg)
                    else:
                        path.unlink(missing_ok=True)
        if any(picture.is_drawn for _, pictures in shown for picture in pictures):
            layout.gallery_page().write_text(page(course, shown), encoding="utf-8", errors="replace")
    except OSError as error:
        raise LearnnnError(
            f"the pictures cannot be saved: {error.strerror}",
            path=layout.drawings(),
            next_step="Make room for this folder, or make it writable.",
        ) from None


def _lines(exercise: Exercise, pictures: Sequence[Picture], layout: Layout) -> Iterator[Line]:
    """What was drawn of one exercise and where it is, and why the rest was not."""
    yield (exercise.slug, "bold"), (f"  {exercise.title}", "")
    for picture in pictures:
        if picture.is_drawn:
            where = _relative(layout.drawing(exercise.slug, picture.name, "png"), layout)
            yield (f"  {'drawn':8}  ", "green"), (f"{picture.title}  ", ""), (where, "dim")
        else:
            yield (f"  {'not yet':8}  ", "yellow"), (f"{picture.title}: {picture.problem}", "")
    yield line()


def _relative(path: Path, layout: Layout) -> str:
    return str(path.relative_to(layout.root))
