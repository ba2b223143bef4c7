"""Gives a course out: a folder with what students may see, and recorded answers in the place of the solutions.

`learnnn init` makes a workspace from it, and a wheel that is built after it brings it along.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from importlib import resources
from pathlib import Path

from jinja2 import Environment, StrictUndefined

import learnnn
from learnnn import authoring
from learnnn.authoring import bundling
from learnnn.core.errors import CourseError
from learnnn.core.model import Course, Exercise
from learnnn.core.wording import number
from learnnn.course import contracts, manifest
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.course.manifest import Manifest
from learnnn.judge.bench import staying
from learnnn.system import placing, processes

IGNORED = ["__pycache__/", ".learnnn/", "/pictures/", "/report.html", ".venv/"]
Progress = Callable[[str], AbstractContextManager[Callable[..., None]]]


def release(course: Course, target: Path, *, jobs: int, progress: Progress) -> Manifest:
    """Write the course, as students get it, to `target`: whole or not at all. `jobs` exercises are recorded at a time.

    Raises CourseError if an exercise is not fit to be given out, or if `target` holds something else.
    """
    if target.exists() and any(target.iterdir()) and not Layout(target).manifest().is_file():
        raise CourseError(
            "this folder holds something else than a released course", path=target, next_step="Name another one."
        )
    with placing.folder(target) as folder:
        return _write(course, Layout(folder), jobs, progress)


def _write(course: Course, new: Layout, jobs: int, progress: Progress) -> Manifest:
    old = Layout(course.root)
    for exercise in course.exercises:
        _require_stub(exercise, old)
    placing.put(new.course_file, old.course_file.read_bytes())
    placing.put(new.root / "README.md", _welcome(course).encode())
    placing.put(new.root / ".gitignore", "".join(f"{name}\n" for name in IGNORED).encode())
    with progress("recording the exercises") as advance:
        advance(0, more=len(course.exercises))
        bundles = processes.each(partial(_bundle, course), course.exercises, jobs)
        for exercise, bundle in zip(course.exercises, bundles, strict=True):
            placing.put(new.bundle(exercise.slug), bundle)
            advance()
    for exercise in course.exercises:
        for source in old.public_files(exercise.slug):
            if source.is_file():
                placing.put(new.root / source.relative_to(old.root), source.read_bytes())
        placing.put(new.untouched_stub(exercise.slug), old.stub(exercise.slug).read_bytes())
    files = {_name(path, new): manifest.digest(path) or "" for path in sorted(_files(new.root))}
    given = Manifest(course=course.title, version=learnnn.__version__, files=files)
    placing.put(new.manifest(), given.to_bytes())
    return given


def _bundle(course: Course, exercise: Exercise) -> bytes:
    """What stands in for the exercise's solution."""
    with staying(Layout(course.root)) as bench:
        bench.warm(exercise)
        return bundling.make(course, exercise, bench).to_bytes()


def _require_stub(exercise: Exercise, layout: Layout) -> None:
    """What is given out is the stub, and not somebody's work on it."""
    path = layout.stub(exercise.slug)
    stub = submissions.read(path, exercise.slug).source
    reference = submissions.read(layout.reference(exercise.slug), exercise.slug).source
    for difference in contracts.differences(stub, reference):  # the first of them; also where one is not Python
        raise CourseError(difference, path=path, next_step=f"Run `learnnn validate {exercise.slug}`.")
    if written := contracts.written(stub):
        raise CourseError(
            f"the stub is not as it is to be given out: {', '.join(written)} is written",
            path=path,
            next_step=f"Run `learnnn reset {exercise.slug}`.",
        )


def _welcome(course: Course) -> str:
    text = (resources.files(authoring) / "templates" / "workspace.md").read_text(encoding="utf-8")
    template = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False).from_string(text)  # noqa: S701  # it is Markdown, by the course's own staff
    first = course.exercises[0]
    return template.render(
        title=course.title, exercises=course.exercises, example=first.slug, task=first.tasks[0].name, number=number
    )


def _files(root: Path) -> Sequence[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def _name(path: Path, layout: Layout) -> str:
    return path.relative_to(layout.root).as_posix()
