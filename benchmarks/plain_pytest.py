"""The checks of the course as plain pytest runs them: student, reference and checks in one process, no worker."""

from __future__ import annotations

import contextlib
import io
import operator
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from learnnn.core.model import CheckResult, Course, Exercise, Status
from learnnn.course.layout import Layout
from learnnn.judge.scoring import score
from learnnn.worker.limits import ONE_THREAD

ROOT = Path(__file__).parent.parent
MANY = type(pytest.param())  # what `pytest.param(…)` makes of a row
PLUGIN = ["--disable-plugin-autoload", "-p", "learnnn.pytest_plugin", "-p", "no:cacheprovider"]
PLUGIN += ["--import-mode=importlib", "--learnnn-in-process"]


def copy_of_course(folder: Path, course: Path = ROOT) -> Path:
    """The course's own files, to be changed at will."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("course.yml", "exercises", "solutions"):
        source = course / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    return folder


def solved_course(folder: Path) -> Path:
    """A copy of the course with every reference in its stub's place."""
    for reference in (copy_of_course(folder) / "solutions").glob("*/*.py"):
        if not reference.name.startswith("test_"):
            shutil.copy(reference, folder / "exercises" / reference.parent.name / reference.name)
    return folder


def command(*targets: str) -> list[str]:
    """A whole pytest process over these files or folders of a course."""
    return [sys.executable, "-m", "pytest", "-q", *PLUGIN, *targets]


# -- what the checks are ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Check:
    """One check as pytest collects it, and what another runner needs to run it alike."""

    name: str  # with its module's: a public and a hidden check may be called the same
    path: Path
    function: str
    task: str
    weight: float
    is_timed: bool
    device: str  # empty if it does not ask for one
    choices: dict[str, int] = field(default_factory=dict)  # which of its parameters' values, by position


def checks_of(layout: Layout, exercise: Exercise) -> list[Check]:
    """All checks of the exercise, public then hidden, in the order of their files."""
    collected: list[Check] = []

    class Collector:
        def pytest_collection_modifyitems(self, items: list[pytest.Function]) -> None:
            collected.extend(map(_check, items))

    files = [str(layout.public_checks(exercise.slug)), str(layout.hidden_checks(exercise.slug))]
    with contextlib.redirect_stdout(io.StringIO()) as said:
        ended = pytest.main(
            ["--collect-only", "-q", f"--rootdir={layout.root}", *PLUGIN, *files], plugins=[Collector()]
        )
    if ended != pytest.ExitCode.OK:
        raise SystemExit(f"the checks of {exercise.slug} cannot be collected:\n{said.getvalue()}")
    if len({check.name for check in collected}) != len(collected):
        raise SystemExit(f"the checks of {exercise.slug} cannot be told apart by name")
    return collected


def _check(item: pytest.Function) -> Check:
    task, weight = item.get_closest_marker("task"), item.get_closest_marker("weight")
    assert task is not None
    values = dict(item.callspec.params) if hasattr(item, "callspec") else {}
    device = values.pop("device", "")
    return Check(
        name=f"{item.path.stem}::{item.name}",
        path=item.path,
        function=item.originalname,
        task=task.args[0],
        weight=float(weight.args[0]) if weight else 1.0,
        is_timed=item.get_closest_marker("timing") is not None,
        device=str(device),
        choices=_choices(item, values),
    )


def _choices(item: pytest.Function, values: dict[str, object]) -> dict[str, int]:
    """The position, in its own list, of what each parameter of the check has got."""
    choices = {}
    for mark in item.iter_markers("parametrize"):
        names, rows = parameters(mark)
        got = [values[name] for name in names]
        position = next(number for number, row in enumerate(rows) if all(map(operator.is_, row, got)))
        choices |= dict.fromkeys(names, position)
    return choices


def parameters(mark: pytest.Mark) -> tuple[list[str], list[Sequence[object]]]:
    """The names that a parametrize mark gives values to, and its rows of values."""
    names, rows = mark.args
    if isinstance(names, str):
        names = [name.strip() for name in names.split(",")]
    return list(names), [_values(row, len(names)) for row in rows]


def _values(row: Any, count: int) -> Sequence[object]:
    """One value for each of so many names."""
    if isinstance(row, MANY):
        return row.values
    return row if count > 1 else (row,)


# -- running them -------------------------------------------------------------------------------------------------------


def run(course: Course, exercise: Exercise, source: str, timeout_s: float = 600) -> dict[str, Status]:
    """How each check ended for this source, in a fresh process; `course` is a copy whose stub is replaced."""
    layout, results = Layout(course.root), course.root / "results.xml"
    layout.stub(exercise.slug).write_text(source, encoding="utf-8")
    results.unlink(missing_ok=True)
    targets = [str(layout.public_checks(exercise.slug)), str(layout.hidden_checks(exercise.slug))]
    done = subprocess.run(
        [*command(*targets), f"--junitxml={results}"],
        cwd=course.root,
        capture_output=True,
        text=True,
        env=os.environ | ONE_THREAD,
        timeout=timeout_s,
        check=False,
    )
    if not results.exists():
        raise SystemExit(f"pytest gave no results:\n{done.stdout}{done.stderr}")
    return {_name(case): _status(case) for case in ET.parse(results).iter("testcase")}


def _name(case: ET.Element) -> str:
    module = str(case.get("classname")).rpartition(".")[2]
    return f"{module}::{case.get('name')}"


def _status(case: ET.Element) -> Status:
    if case.find("failure") is not None or case.find("error") is not None:
        return Status.FAILED
    return Status.NOT_RUN if case.find("skipped") is not None else Status.PASSED


def points(course: Course, exercise: Exercise, checks: Sequence[Check], statuses: dict[str, Status]) -> float:
    """What the checks earn by the course's rules. A wrong answer can be quick: that is worth no point."""
    failed = {check.task for check in checks if statuses[check.name] is Status.FAILED}
    results = [
        CheckResult(
            name=check.name,
            task=check.task,
            title="",
            status=Status.BLOCKED if check.is_timed and check.task in failed else statuses[check.name],
            weight=check.weight,
        )
        for check in checks
    ]
    return sum(task.earned for task in score(exercise, results, course.not_run))
