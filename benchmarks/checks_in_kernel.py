"""Runs one named check inside a notebook's kernel, against the student's code there: how nbgrader grades.

Imported by the notebooks that `nbgrader_course` makes. Student, reference and check share the kernel's process; this is
what the other graders do, and what the engine does not.
"""

from __future__ import annotations

import contextlib
import importlib.util
import inspect
import io
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from plain_pytest import parameters

from learnnn.core.model import Device, Submission
from learnnn.core.outcomes import Inconclusive, NotRun
from learnnn.course import course_file
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.judge.bench import Bench, OpenModule
from learnnn.judge.handles import Module


class Checks:
    """The checks of one exercise, for the text of a notebook's solution cell."""

    def __init__(self, root: str, slug: str, source: str) -> None:
        layout = Layout(Path(root))
        exercise = course_file.load(layout.root).exercise(slug)
        assert exercise is not None
        self._exercise = exercise
        self._bench = Bench(layout, is_in_process=True)
        self._student = Submission(slug, layout.stub(slug), source, sha256="")
        self._reference = submissions.read(layout.reference(slug), slug)

    def run(self, path: str, function: str, device: str, **choices: int) -> None:
        """Run the check. What it raises is its verdict; what is written to stderr would cost all points, and is kept back."""
        module = _module(path)
        check = getattr(module, function)
        given, where = _chosen(check, choices), Device(device or "cpu")
        with contextlib.redirect_stderr(io.StringIO()), contextlib.suppress(NotRun, Inconclusive), ExitStack() as stack:

            def value(name: str) -> Any:
                if name not in given:
                    own = getattr(getattr(module, name, None), "__wrapped__", None)  # a fixture beside the checks
                    given[name] = filled(own) if own else self._fixture(name, function, where, stack)
                return given[name]

            def filled(call: Callable[..., Any]) -> Any:
                return call(**{name: value(name) for name in inspect.signature(call).parameters})

            filled(check)

    def _fixture(self, name: str, function: str, device: Device, stack: ExitStack) -> Any:
        match name:
            case "needs_files":
                return None  # a kernel can make them
            case "student":
                return _loaded(self._bench.open_student(self._exercise, self._student, device), device, stack)
            case "reference":
                return _loaded(self._bench.open_reference(self._exercise, self._reference, device), device, stack)
            case "rng":
                return np.random.default_rng(list(function.encode()))
            case "device":
                return device
        raise LookupError(f"no fixture `{name}`")


def _loaded(opened: OpenModule, device: Device, stack: ExitStack) -> Module:
    stack.callback(opened.close)
    opened.use(device)
    opened.load()
    return Module(opened.conversation)


@cache
def _module(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(Path(path).stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _chosen(check: Callable[..., None], choices: dict[str, int]) -> dict[str, Any]:
    """The values of the check's parameters, from their positions."""
    values: dict[str, Any] = {}
    for mark in getattr(check, "pytestmark", []):
        if mark.name == "parametrize":
            names, rows = parameters(mark)
            values |= dict(zip(names, rows[choices[names[0]]], strict=True))
    return values
