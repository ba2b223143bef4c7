"""Writes the source notebooks of a course: everything in them comes from the exercise's own files.

The same course gives the same bytes: nothing in a notebook tells when or where it was made.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from learnnn.core import wording
from learnnn.core.errors import CourseError
from learnnn.core.model import CheckResult, Course, Exercise, Reflection, Task, Visibility
from learnnn.course import reflections
from learnnn.course.layout import Layout
from learnnn.judge.grading import describe
from learnnn.nbgrader.answers import Answer, in_cells
from learnnn.nbgrader.cells import Cell, Kind, Outline, grade_id
from learnnn.nbgrader.points import Place, shares
from learnnn.system import state
from learnnn.system.placing import put_news

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
ABOUT = """\
**How this notebook works.** Write your code where it says `YOUR CODE HERE`, and run the cells from top to bottom. The cells
that call `check` tell you at once whether you are right, and if not, what went wrong; some checks are hidden until the
notebook is graded. In cells that you add, imports, functions, classes and constants count as parts of your solution; what
else you try there is not graded.
"""
BEGIN = """\
# This makes `check` known, which the cells below ask about your code.
%load_ext learnnn.notebook
"""
CLOSE, MAX_DECIMAL = Fraction(1, 10**7), 6
HIDDEN = "### BEGIN HIDDEN TESTS\n{call}\n### END HIDDEN TESTS"


def build(course: Course, exercises: Sequence[Exercise], folder: Path) -> list[Path]:
    """Write the notebooks of these exercises where nbgrader looks for them; the files that changed by that."""
    changed = []
    for exercise in exercises:
        path, text = source_path(folder, exercise.slug), source_notebook(course, exercise).encode()
        if put_news(path, text):
            changed.append(path)
    return changed


def source_path(folder: Path, slug: str) -> Path:
    """Where nbgrader looks for the source of the assignment that is named like the exercise."""
    return folder / "source" / slug / f"{slug}.ipynb"


def source_notebook(course: Course, exercise: Exercise) -> str:
    """The text of the file, as nbformat writes it."""
    notebook = {
        "cells": [cell.as_notebook_cell() for cell in outline(course, exercise).cells],
        "metadata": {"kernelspec": KERNEL, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True, separators=(",", ": ")) + "\n"


def outline(course: Course, exercise: Exercise) -> Outline:
    """The cells of the notebook. Raises CourseError if the exercise's files do not fit together."""
    layout, checks = Layout(course.root), describe(course, exercise)
    twice = [name for name, count in Counter(_places(checks)).items() if count > 1]
    if twice:
        raise CourseError(
            f"two checks have the same name: {', '.join(twice)}",
            path=layout.hidden_checks(exercise.slug),
            next_step="Give each its own: it is the name of a cell in the notebook.",
        )
    cells = (*_given(layout, exercise), *_work(layout, exercise, checks), *_questions(layout, exercise))
    return Outline(exercise.slug, cells)


def _places(checks: Sequence[CheckResult]) -> Iterator[str]:
    """Each check function once for every place that it is in."""
    yield from (name for name, _ in {(check.function, check.visibility) for check in checks})


def _given(layout: Layout, exercise: Exercise) -> Iterator[Cell]:
    yield Cell("statement", Kind.TEXT, layout.statement(exercise.slug).read_text(encoding="utf-8").rstrip("\n"))
    yield Cell("about", Kind.TEXT, ABOUT.rstrip("\n"))
    yield Cell("begin", Kind.CODE, BEGIN.rstrip("\n"))


def _work(layout: Layout, exercise: Exercise, checks: Sequence[CheckResult]) -> Iterator[Cell]:
    """What is to be written, each definition followed by the checks of the tasks in it."""
    slug = exercise.slug
    stub, reference = (path.read_text(encoding="utf-8") for path in (layout.stub(slug), layout.reference(slug)))
    module = in_cells(stub, reference, layout.reference(slug))
    if module.prelude:
        yield Cell("imports", Kind.CODE, module.prelude)
    points = shares(exercise, checks)
    by_answer = _tasks_of(exercise, module.answers)
    for answer in module.answers:
        tasks = by_answer[answer.name]
        if tasks:
            yield Cell(grade_id("tasks", answer.name), Kind.TEXT, _heading(tasks))
        yield Cell(grade_id("answer", answer.name), Kind.ANSWER, answer.source)
        for task in tasks:
            yield from _tests(exercise, task, checks, points)


def _tasks_of(exercise: Exercise, answers: Sequence[Answer]) -> dict[str, list[Task]]:
    """The tasks by the answer after which their checks come: the one that defines them, else the last."""
    found: dict[str, list[Task]] = {answer.name: [] for answer in answers}
    for task in exercise.tasks:
        name = task.name.replace("_", "").lower()
        home = next((a for a in answers if name == a.name.replace("_", "").lower()), None)
        home = home or next((a for a in answers if task.name in a.members), answers[-1])
        found[home.name].append(task)
    return found


def _heading(tasks: Iterable[Task]) -> str:
    rows = [f"**{task.title}**, {wording.worth(task.points)}" for task in tasks]
    return "## Your turn\n\n" + "  \n".join(rows)


def _tests(exercise: Exercise, task: Task, checks: Sequence[CheckResult], points: dict[Place, float]) -> Iterator[Cell]:
    tasks_of = {name: {check.task for check in checks if check.function == name} for _, name in points}
    first = {check.function: check for check in reversed(checks) if check.task == task.name}
    for name in dict.fromkeys(check.function for check in checks if check.task == task.name):
        if (task.name, name) not in points:
            continue  # it is for a device that is not there where other people's code is graded
        check, worth = first[name], points[task.name, name]
        is_shared = len(tasks_of[name]) > 1
        asked = f"{exercise.slug}::{task.name}::{name}" if is_shared else f"{exercise.slug}::{name}"
        call = f'# {check.title}\ncheck("{asked}", points={_literal(worth)})'
        cell = grade_id(name, task.name) if is_shared else grade_id(name)
        if check.visibility is Visibility.HIDDEN:
            cell = grade_id("hidden", task.name, state.tag(name)[:6])  # students see it
            call = f"# A hidden check looks at this: {task.title}.\n{HIDDEN.format(call=call)}"
        yield Cell(cell, Kind.TEST, call, points=worth, check=name, task=task.name)


def _questions(layout: Layout, exercise: Exercise) -> Iterator[Cell]:
    """Reflection questions, each with a cell for the answer, which is graded by hand."""
    if not exercise.reflections:
        return
    questions = reflections.load(layout.reflections(exercise.slug))
    schemes = reflections.load(layout.mark_scheme(exercise.slug))
    for asked in exercise.reflections:
        yield Cell(grade_id("question", asked.name), Kind.TEXT, _question(asked, questions[asked.name]))
        yield Cell(grade_id("reflection", asked.name), Kind.WRITTEN, schemes[asked.name], points=asked.points)


def _question(asked: Reflection, text: str) -> str:
    return f"## {asked.title}\n\n{text.strip()}\n\n*{wording.worth(asked.points)}, graded by hand*"


def _literal(points: float) -> str:
    """The number as Python text, as a person would write it: `0.5`, `1/6`. It is what partial credit is a part of."""
    fraction = Fraction(points).limit_denominator(1000)
    if abs(fraction - Fraction(points)) > CLOSE:
        return repr(points)
    decimal = repr(float(fraction))
    return decimal if len(decimal) <= MAX_DECIMAL else str(fraction)
