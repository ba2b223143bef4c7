"""The course as nbgrader knows courses: a notebook per exercise, a test cell per check, hidden ones in hidden regions."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from class_of_students import Handed
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from plain_pytest import Check

from learnnn.core.model import Course, Device, Exercise, Status
from learnnn.course.layout import Layout, is_hidden
from learnnn.judge.bench import cuda_problem
from learnnn.nbgrader import programs
from learnnn.worker.limits import ONE_THREAD

CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "course"
c.CourseDirectory.root = {root!r}
c.ExecutePreprocessor.timeout = 300
"""
HIDDEN = "### BEGIN HIDDEN TESTS\n{test}\n### END HIDDEN TESTS"
SOLUTION = "solution"


@dataclass(frozen=True, slots=True)
class NbgraderCourse:
    """An nbgrader course in `root`, made from a course of ours; its cells run the same checks in the kernel."""

    root: Path
    course: Course
    checks: Mapping[str, Sequence[Check]]

    def make(self) -> None:
        """Write the source notebooks, and have nbgrader make the release version of each."""
        self.root.mkdir()
        (self.root / "nbgrader_config.py").write_text(CONFIG.format(root=str(self.root)))
        for exercise in self.course.exercises:
            _write(self.root / "source" / exercise.slug / f"{exercise.slug}.ipynb", self._source(exercise))
            self._nbgrader("generate_assignment", exercise.slug)

    def submit(self, handed: Handed) -> None:
        """Put a student's notebook where nbgrader collects it: the release version with their code in its cell."""
        name = Path(handed.exercise) / f"{handed.exercise}.ipynb"
        notebook = nbformat.read(self.root / "release" / name, as_version=4)
        answer = next(cell for cell in notebook.cells if cell.metadata.nbgrader.grade_id == SOLUTION)
        answer.source = handed.source
        _write(self.root / "submitted" / handed.student / name, notebook)

    def autograde(self, exercise: Exercise) -> float:
        """Grade what was submitted and not graded yet; the seconds that takes."""
        start = time.perf_counter()
        self._nbgrader("autograde", exercise.slug)
        return time.perf_counter() - start

    def statuses(self, handed: Handed) -> dict[str, Status]:
        """How each check ended, by the points nbgrader gave its cell."""
        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}") as gradebook:
            graded = gradebook.find_submission_notebook(handed.exercise, handed.exercise, handed.student)
            scores = {grade.name: grade.auto_score for grade in graded.grades}
        ended = {0: Status.FAILED, 1: Status.PASSED, None: Status.NOT_RUN}
        return {
            check.name: ended[scores.get(_grade_id(number))]
            for number, check in enumerate(self.checks[handed.exercise])
        }

    def _source(self, exercise: Exercise) -> nbformat.NotebookNode:
        layout = Layout(self.course.root)
        stub = layout.stub(exercise.slug).read_text(encoding="utf-8")
        begin = (
            f"from checks_in_kernel import Checks\n\nchecks = Checks({str(layout.root)!r}, {exercise.slug!r}, In[1])"
        )
        cells = [_cell(SOLUTION, stub, solution=True), _cell("begin", begin, locked=True)]
        for number, check in enumerate(self.checks[exercise.slug]):
            if check.device == Device.CUDA.value and cuda_problem() is not None:
                continue  # a cell cannot be excused
            choices = "".join(f", {name}={index}" for name, index in check.choices.items())
            test = f"checks.run({str(check.path)!r}, {check.function!r}, {check.device!r}{choices})"
            source = HIDDEN.format(test=test) if is_hidden(check.path) else test
            cells.append(_cell(_grade_id(number), source, grade=True, locked=True, points=1))
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        return new_notebook(cells=cells, metadata={"kernelspec": kernel})

    def _nbgrader(self, *words: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *words],
            cwd=self.root,
            capture_output=True,
            text=True,
            env=os.environ | self._environment(),
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"nbgrader {' '.join(words)} failed:\n{done.stdout}{done.stderr}")

    def _environment(self) -> dict[str, str]:
        own = {
            name: str(self.root / "jupyter")
            for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
        }
        path = os.pathsep.join(filter(None, [str(Path(__file__).parent), os.environ.get("PYTHONPATH")]))
        return (
            own | ONE_THREAD | {"PYTHONPATH": path, "PATH": programs.path(), "IPYTHONDIR": str(self.root / "ipython")}
        )


def _cell(grade_id: str, source: str, **flags: object) -> nbformat.NotebookNode:
    metadata = {"schema_version": 3, "grade_id": grade_id, "grade": False, "locked": False, "solution": False}
    return new_code_cell(source, metadata={"nbgrader": metadata | {"task": False} | flags})


def _grade_id(number: int) -> str:
    return f"check-{number}"


def _write(path: Path, notebook: nbformat.NotebookNode) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
