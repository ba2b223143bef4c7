"""Examines a folder that nbgrader works in: what is in force there, and what has drifted apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.apps.exportapp import ExportApp
from nbgrader.preprocessors import ClearSolutions, ComputeChecksums
from nbgrader.utils import compute_checksum

import learnnn
from learnnn.core.errors import LearnnnError
from learnnn.core.findings import Symptom
from learnnn.core.model import Course, Exercise
from learnnn.course import course_file
from learnnn.nbgrader.course_folder import STEPS, Settings, settings_of
from learnnn.nbgrader.released import Cells, Released, ReleasedCell, released
from learnnn.nbgrader.source import source_notebook

OLDEST = (0, 9, 3)
SHOWN = 3
UNSAFE = "nbgrader would run students' code itself, beside the hidden tests"


def examine(folder: Path) -> list[Symptom]:
    """Everything that was looked at, in the order to read it. Nothing is changed by looking."""
    findings = [_nbgrader(), Symptom("learnnn", learnnn.__version__)]
    try:
        settings = settings_of(folder)
    except LearnnnError as error:
        return [*findings, Symptom("settings", str(error).replace("\n", " "), UNSAFE, is_fatal=True)]
    findings += [_files(settings, folder), *_grading(settings), _exporter(settings)]
    known, finding = _gradebook(settings)
    findings.append(finding)
    course = _course(settings)
    if isinstance(course, Symptom):
        return [*findings, course]
    return findings + [_exercise(settings, course, exercise, known) for exercise in course.exercises]


# -- what is in force -----------------------------------------------------------------------------------------------------


def _nbgrader() -> Symptom:
    found = version("nbgrader")
    is_old = tuple(int(part) for part in found.split(".")[:3] if part.isdigit()) < OLDEST
    return Symptom("nbgrader", found, f"{'.'.join(map(str, OLDEST))} or newer is needed" if is_old else "", is_old)


def _files(settings: Settings, folder: Path) -> Symptom:
    found = ", ".join(map(str, settings.files)) or "none"
    elsewhere = Path(settings.places.root).resolve() != folder.resolve()
    cost = f"they are about another folder, {settings.places.root}" if elsewhere else ""
    if not any(path.parent == folder for path in settings.files):
        cost = "there are none in this folder: `learnnn nbgrader setup` writes them"
    return Symptom("settings", found, cost)


def _grading(settings: Settings) -> Iterator[Symptom]:
    if settings.course is None:
        yield Symptom("autograde", "without the judge", f"{UNSAFE}; see `learnnn nbgrader setup`", is_fatal=True)
        return
    others = [step for step in settings.steps if step not in STEPS]
    missing = [step for step in STEPS if step not in settings.steps]
    changed = [*(f"with {step}" for step in others), *(f"without {step}" for step in missing)]
    yield Symptom("autograde", "by the judge, in isolated workers", ", ".join(changed))
    if settings.config.Judge.get("trust"):
        yield Symptom("isolation", "not required", "students' code is graded even where it cannot be confined")


def _exporter(settings: Settings) -> Symptom:
    command = ExportApp(config=settings.config)
    name = f"{command.plugin_class.__module__}.{command.plugin_class.__name__}"
    is_slow = not name.startswith("learnnn.") and name.endswith(".CsvExportPlugin")
    return Symptom("export", name, "takes minutes for a large class" if is_slow else "")


def _gradebook(settings: Settings) -> tuple[Released | None, Symptom]:
    try:
        known = released(settings.db_url)
    except LearnnnError as error:
        return None, Symptom("gradebook", str(error).replace("\n", " "), "no grade can be kept", is_fatal=True)
    if known is None:
        return None, Symptom("gradebook", "there is none yet", "`nbgrader generate_assignment` makes it")
    assignments = len({assignment for assignment, _ in known.notebooks})
    return known, Symptom("gradebook", f"opens; assignments: {assignments}, students: {known.students}")


def _course(settings: Settings) -> Course | Symptom:
    if settings.course is None:
        return Symptom("course", "not known", "the notebooks were not looked at")
    try:
        return course_file.load(settings.course)
    except LearnnnError as error:
        return Symptom("course", str(error).replace("\n", " "), "nothing can be graded", is_fatal=True)


# -- what has drifted apart -----------------------------------------------------------------------------------------------


def _exercise(settings: Settings, course: Course, exercise: Exercise, known: Released | None) -> Symptom:
    """One exercise: what is made of it, in the order in which it is made."""
    slug = exercise.slug
    try:
        wanted = source_notebook(course, exercise)
    except LearnnnError as error:
        return Symptom(slug, str(error).replace("\n", " "), "no notebook can be made of it", is_fatal=True)
    source = settings.path("source", ".", slug) / f"{slug}.ipynb"
    if not source.is_file():
        return Symptom(slug, "not built", f"`learnnn nbgrader build {slug}` does it")
    problems = [*_checksums(source), *_checksums(settings.path("release", ".", slug) / f"{slug}.ipynb")]
    if source.read_text(encoding="utf-8") != wanted:
        problems.append(
            f"the exercise, or the notebook in `source`, was changed since: `learnnn nbgrader build {slug}`"
        )
    cells = known.notebooks.get((slug, slug)) if known is not None else None
    if cells is not None and (odd := _differing(_as_released(wanted, settings), cells)):
        problems.append(f"released otherwise, in {_few(odd)}: `nbgrader generate_assignment {slug} --force`")
    if cells is None:
        problems.append(f"not released: `nbgrader generate_assignment {slug}`")
    return Symptom(slug, "built" if cells is None else "built and released", "; ".join(problems))


def _checksums(path: Path) -> Iterator[str]:
    """Whether a notebook that is there, source or release, has cells with checksums that are not theirs."""
    if not path.is_file():
        return
    try:
        cells = nbformat.read(path, as_version=4).cells
        wrong = [mark["grade_id"] for cell, mark in _marked(cells) if mark.get("checksum") != compute_checksum(cell)]
    except Exception as error:  # noqa: BLE001  whatever is wrong with a file is what was looked for
        yield f"`{path.parent.parent.name}` holds no notebook of nbgrader's ({type(error).__name__}: {error})"
        return
    if wrong:
        yield f"in `{path.parent.parent.name}` the checksums are wrong of {_few(wrong)}"


def _marked(cells: Any) -> Iterator[tuple[Any, Mapping[str, Any]]]:
    yield from ((cell, cell.metadata.nbgrader) for cell in cells if "nbgrader" in cell.metadata)


def _as_released(notebook: str, settings: Settings) -> Cells:
    """The cells of a source notebook as `nbgrader generate_assignment` would enter them into the gradebook."""
    made = nbformat.reads(notebook, as_version=4)
    for step in (ClearSolutions, ComputeChecksums):
        made, _ = step(config=settings.config).preprocess(made, {})
    return {
        mark["grade_id"]: ReleasedCell(cell.cell_type, cell.source, mark["checksum"], mark.get("points"))
        for cell, mark in _marked(made.cells)
    }


def _differing(wanted: Cells, cells: Cells) -> list[str]:
    return sorted(name for name in wanted.keys() | cells.keys() if wanted.get(name) != cells.get(name))


def _few(names: list[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:SHOWN])
    return shown if len(names) <= SHOWN else f"{shown} and {len(names) - SHOWN} more"
