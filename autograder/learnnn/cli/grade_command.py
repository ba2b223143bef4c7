"""`learnnn grade`: a whole class, on all cores or on a cluster; interrupted at any time, it continues."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from learnnn.cli.class_progress import ClassProgress
from learnnn.cli.context import find_exercise, load_course
from learnnn.cli.output import write
from learnnn.core.model import Course, Exercise, Isolation, Layer, Standing, Verdict
from learnnn.course.layout import grades_of

if TYPE_CHECKING:
    from learnnn.classroom.batch import Assignment
    from learnnn.classroom.cohort import Graded
    from learnnn.classroom.pool import Executors
    from learnnn.classroom.store import Store
    from learnnn.course.intake import HandIn


INTERRUPTED = 130


@click.command("grade", epilog="`learnnn grade SUBMISSIONS` again continues, and grades what is new or has changed.")
@click.argument("folder", metavar="SUBMISSIONS", type=click.Path(path_type=Path))
@click.option("--exercise", "slugs", multiple=True, metavar="NAME", help="Only this exercise; may be given again.")
@click.option("--jobs", type=click.IntRange(min=1), help="Works graded at the same time (default: one on each core).")
@click.option("--store", "path", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Where grades are kept (default: SUBMISSIONS.grades.sqlite, beside the folder).")  # fmt: skip
@click.option("--seed", metavar="TEXT", help="Seed of the hidden checks, to repeat a grading (default: a new secret).")
@click.option("--fresh", is_flag=True, help="Run each check in a process of its own: slower, for the same verdicts.")
@click.option("--trust", is_flag=True, help="Grade even where this machine cannot confine the code of others.")
@click.option("--cluster", metavar="ADDRESS", help="Grade on the dask.distributed cluster with this scheduler.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary and every verdict as JSON.")
@click.option("--show", "student", metavar="STUDENT", help="Grade nothing: print this student's kept reports.")
@click.option("--layer", type=click.Choice([layer.value for layer in Layer]), default=Layer.NOW.value, show_default=True,
              help="What --show shows: what students may read now, or after the due date, or only staff.")  # fmt: skip
@click.pass_obj
def command(
    course_folder: Path | None,
    folder: Path,
    slugs: tuple[str, ...],
    jobs: int | None,
    path: Path | None,
    seed: str | None,
    fresh: bool,
    trust: bool,
    cluster: str | None,
    as_json: bool,
    student: str | None,
    layer: str,
) -> None:
    """Grade a class: SUBMISSIONS holds one folder, zip, notebook or Python file per student, named after the student.

    Every verdict is kept at once, so that it can be interrupted at any time: run it again and it continues.

    Exit codes: 0 everything is graded, whatever the marks; 1 some hand-ins could not be graded; 2 wrong usage; 3 the
    course's fault; 4 SUBMISSIONS holds no hand-ins; 5 this machine's fault; 130 interrupted.
    """
    if cluster is not None and jobs is not None:
        raise click.UsageError(
            "--jobs is for this machine; how many works a cluster does at once is up to the cluster."
        )
    if student is None and layer != Layer.NOW.value:
        raise click.UsageError("--layer says what --show STUDENT shows; there is nothing to show without it.")
    course = load_course(course_folder)
    exercises = [find_exercise(course, slug) for slug in dict.fromkeys(slugs)] or list(course.exercises)
    path = path if path is not None else grades_of(folder)
    if cluster is not None and find_spec("distributed") is None:
        raise click.UsageError("--cluster needs an extra: `pip install 'learnnn[cluster]'`.")

    from learnnn.classroom.store import Store
    from learnnn.course import intake

    if student is not None:
        with Store.open(path, course.title, must_exist=True) as store:
            _show(student, exercises, store, course, Layer(layer))
        return
    weakest = Isolation.PROCESS if trust else Isolation.LANDLOCK
    hand_ins = intake.hand_ins(folder)

    from learnnn.classroom.batch import Assignment
    from learnnn.classroom.cohort import grading_keys

    with Store.open(path, course.title, grading_keys=grading_keys(course, exercises), seed=seed) as store:
        assignment = Assignment(str(course.root), store.seed, weakest, is_fresh=fresh)
        graded = _grade(course, exercises, hand_ins, store, jobs, assignment, cluster)
    if as_json:
        _print_json(course, exercises, graded, path)
    else:
        _print_summary(exercises, graded, path)
    raise click.exceptions.Exit(_exit_code(graded.verdicts))


def _grade(
    course: Course,
    exercises: Sequence[Exercise],
    hand_ins: Sequence[HandIn],
    store: Store,
    jobs: int | None,
    assignment: Assignment,
    cluster: str | None,
) -> Graded:
    from learnnn.classroom import cohort

    progress = ClassProgress()
    places = _places(course, exercises, jobs, assignment, cluster, progress)
    try:
        with progress:
            return cohort.grade(exercises, hand_ins, store, executors=places, on_progress=progress.advance)
    except KeyboardInterrupt:
        kept = f"{progress.done} of {progress.whole} were graded and are kept in {store.path}."
        click.echo(f"Stopped: {kept} The same command continues from there.", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from None


def _places(
    course: Course,
    exercises: Sequence[Exercise],
    jobs: int | None,
    assignment: Assignment,
    cluster: str | None,
    progress: ClassProgress,
) -> Callable[[], Executors]:
    """Makes the places to grade in, once there is something to grade."""

    def make() -> Executors:
        from learnnn.classroom import cohort, pool
        from learnnn.system import processes

        progress.begin("preparing")
        if cluster is None:
            cohort.prepare(exercises, assignment)
            places = pool.local(jobs or processes.cores(), assignment)
        else:
            from learnnn.classroom.cluster import at

            # What runs here is the course's own code. The nodes prove their isolation, each for itself.
            cohort.prepare(exercises, replace(assignment, weakest=Isolation.PROCESS))
            places = at(cluster, assignment, course, exercises)
        progress.begin("grading")
        return places

    return make


def _show(student: str, exercises: Sequence[Exercise], store: Store, course: Course, layer: Layer) -> None:
    from learnnn.core.report_json import from_dict
    from learnnn.core.wording import LAYERS
    from learnnn.report.render import line, report_lines, verdict_line

    rows = list(store.verdicts())
    slugs = {exercise.slug for exercise in exercises}
    theirs = [verdict for verdict in rows if verdict.student == student and verdict.exercise in slugs]
    if not theirs:
        near = difflib.get_close_matches(student, {verdict.student for verdict in rows}, 3)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise click.UsageError(f"nothing of `{student}` has been graded.{hint}")
    reports = store.reports(student)
    write([line(f"{student}, {LAYERS[layer]}", "dim"), line()])
    for verdict in theirs:
        if verdict.exercise in reports:
            write(report_lines(from_dict(reports[verdict.exercise], course), root=course.root, layer=layer))
        else:
            write([verdict_line(verdict)])
        write([line()])


def _print_summary(exercises: Sequence[Exercise], graded: Graded, path: Path) -> None:
    from learnnn.classroom.tally import tally
    from learnnn.report.render import class_lines

    write(class_lines(tally(exercises, graded.verdicts), graded.verdicts, graded.newly, graded.of_others, path))


def _print_json(course: Course, exercises: Sequence[Exercise], graded: Graded, path: Path) -> None:
    from learnnn.classroom.tally import tally
    from learnnn.core.report_json import class_dumps

    click.echo(class_dumps(course, tally(exercises, graded.verdicts), graded.verdicts, graded.newly, path))


def _exit_code(verdicts: Sequence[Verdict]) -> int:
    from learnnn.core.errors import CourseError

    if any(verdict.standing is Standing.BROKEN for verdict in verdicts):
        return CourseError.exit_code
    return 0 if all(verdict.standing.is_settled for verdict in verdicts) else 1
