"""The real nbgrader, driven by its own commands as a teacher and as students, in folders of a test's own."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from learnnn.classroom.store import Store
from learnnn.course import course_file
from learnnn.course.layout import grades_of
from learnnn.nbgrader import programs
from learnnn.nbgrader.course_folder import course_id
from tests.conftest import ROOT
from tests.grounds import nbgrader_server

SEED = "a seed for every term"  # with another one a mistake may lose another share of its points
Cells = list[dict[str, Any]]
Edit = Callable[[Cells], None]
EXCHANGE = """
c.Exchange.root = {exchange!r}
c.Exchange.path_includes_course = True
"""
PLAIN = """
c = get_config()
c.CourseDirectory.root = {root!r}
c.CourseDirectory.course_id = {course_id!r}
c.ExecutePreprocessor.timeout = 300
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    output: str


@dataclass(frozen=True, slots=True)
class Ground:
    """A teacher's nbgrader course in `root`, made from the learnnn course in `course`."""

    root: Path
    course: Path = ROOT
    course_id: str = "neural-networks-from-scratch"
    db_url: str = ""  # of the gradebook, if it is not in the folder

    @classmethod
    def set_up(cls, root: Path, *words: str, course: Path = ROOT, db_url: str = "") -> Ground:
        """By `learnnn nbgrader setup`; the hidden checks of every term draw the same numbers."""
        ground = cls(root, course, course_id(course_file.load(course)), db_url)
        words = (*words, "--db-url", db_url) if db_url else words
        ground.learnnn("nbgrader", "setup", str(root), *words)
        with (root / "nbgrader_config.py").open("a") as config:
            config.write(EXCHANGE.format(exchange=str(root / "exchange")))
        (root / "exchange").mkdir(mode=0o777, exist_ok=True)
        (root / "exchange").chmod(0o777)
        Store.open(grades_of(root / "submitted"), course_file.load(course).title, seed=SEED).close()
        return ground

    def plain_twin(self, root: Path) -> Ground:
        """The same released course with nbgrader as it comes, which runs students' code in its kernel."""
        twin = Ground(root, self.course, self.course_id)
        root.mkdir()
        (root / "nbgrader_config.py").write_text(PLAIN.format(root=str(root), course_id=self.course_id))
        for path in sorted(self.root.glob("source/*/*.ipynb")):
            _copy(path, root / path.relative_to(self.root))
        return twin

    # -- commands -------------------------------------------------------------------------------------------------------

    def learnnn(self, *words: str, code: int = 0) -> Ended:
        return self._run(["learnnn.cli", "--course", str(self.course), *words], self.root.parent, code)

    def nbgrader(self, *words: str, code: int | None = 0, cwd: Path | None = None) -> Ended:
        ended, out, err = nbgrader_server.run(words, cwd or self.root, self.environment)
        return _as_wanted(["nbgrader", *words], ended, out + err, code)

    @property
    def environment(self) -> dict[str, str]:
        """This process's, with Jupyter's own settings out of the way."""
        names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
        own = {name: str(self.root / ".jupyter") for name in names}
        return {**os.environ, **own, "PATH": programs.path(), "LEARNNN_COURSE": str(self.course)}

    def _run(self, words: Sequence[str], cwd: Path, code: int | None) -> Ended:
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=cwd,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=1200,
            check=False,
        )
        return _as_wanted(words, done.returncode, done.stdout + done.stderr, code)

    # -- students -------------------------------------------------------------------------------------------------------

    def release(self, slug: str) -> None:
        self.nbgrader("generate_assignment", slug)

    def released(self, slug: str) -> Path:
        return self.root / "release" / slug / f"{slug}.ipynb"

    def submit(self, student: str, slug: str, *edits: Edit) -> Path:
        """Put the released notebook, edited, where nbgrader collects it."""
        notebook = json.loads(self.released(slug).read_text())
        for edit in edits:
            edit(notebook["cells"])
        return self.submit_raw(student, slug, json.dumps(notebook).encode())

    def submit_raw(self, student: str, slug: str, raw: bytes) -> Path:
        path = self.submitted(student, slug)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        return path

    def submitted(self, student: str, slug: str) -> Path:
        return self.root / "submitted" / student / slug / f"{slug}.ipynb"

    # -- what came of it ------------------------------------------------------------------------------------------------

    def gradebook(self) -> Gradebook:
        return Gradebook(self.db_url or f"sqlite:///{self.root / 'gradebook.db'}", self.course_id)

    def auto_scores(self, slug: str) -> dict[str, dict[str, float | None]]:
        """By student: what each cell with points got without anybody's hand."""
        with self.gradebook() as gradebook:
            return {
                submission.student.id: {
                    grade.name: grade.auto_score for notebook in submission.notebooks for grade in notebook.grades
                }
                for submission in gradebook.assignment_submissions(slug)
            }

    def exported(self, *words: str) -> dict[tuple[str, str], dict[str, str]]:
        """The rows of `nbgrader export`, by student and assignment."""
        path = self.root / "grades.csv"
        self.nbgrader("export", "--to", str(path), *words)
        with path.open(newline="") as rows:
            return {(row["student_id"], row["assignment"]): row for row in csv.DictReader(rows)}

    def learnnn_scores(self, *words: str) -> dict[tuple[str, str], float]:
        """What `learnnn grade` says of the same submissions."""
        done = self.learnnn("grade", str(self.root / "submitted"), "--json", *words, code=None)
        content = json.loads(done.output[done.output.index("{") :])
        return {(v["student"], v["exercise"]): v["earned"] for v in content["verdicts"] if v["earned"] is not None}


def _as_wanted(words: Sequence[str], code: int, output: str, wanted: int | None) -> Ended:
    assert wanted is None or code == wanted, f"{' '.join(words)} ended with {code}:\n{output[-4000:]}"
    return Ended(code, output)


# -- what students do ---------------------------------------------------------------------------------------------------


def answers(source: Path) -> Edit:
    """Fill in the answers of a source notebook: what a student writes who has it all right."""
    theirs = {_grade_id(cell): cell["source"] for cell in json.loads(source.read_text())["cells"]}

    def edit(cells: Cells) -> None:
        for cell in cells:
            if (_grade_id(cell) or "").startswith("answer-"):
                cell["source"] = theirs[_grade_id(cell)]

    return edit


def replaced(old: str, new: str) -> Edit:
    """Change a text wherever a student may write; it must be there."""

    def edit(cells: Cells) -> None:
        found = [cell for cell in cells if old in "".join(cell["source"])]
        assert found, f"{old!r} is nowhere"
        for cell in found:
            cell["source"] = "".join(cell["source"]).replace(old, new)

    return edit


def written(text: str) -> Edit:
    """Answer every question that is graded by hand."""

    def edit(cells: Cells) -> None:
        for cell in cells:
            if (_grade_id(cell) or "").startswith("reflection-"):
                cell["source"] = text

    return edit


def added(source: str, *, first: bool = False, cell_type: str = "code", **metadata: Any) -> Edit:
    """A cell of the student's own."""
    cell: dict[str, Any] = {"cell_type": cell_type, "metadata": metadata, "source": source, "id": "own"}
    if cell_type == "code":
        cell |= {"outputs": [], "execution_count": None}
    return lambda cells: cells.insert(0 if first else len(cells), cell)


def each(predicate: Callable[[str], bool], change: Callable[[dict[str, Any]], None]) -> Edit:
    """Change every cell whose id is meant."""

    def edit(cells: Cells) -> None:
        for cell in cells:
            if predicate(_grade_id(cell) or ""):
                change(cell)

    return edit


def without(predicate: Callable[[str], bool]) -> Edit:
    """Delete every cell whose id is meant."""

    def edit(cells: Cells) -> None:
        cells[:] = [cell for cell in cells if not predicate(_grade_id(cell) or "")]

    return edit


def _grade_id(cell: dict[str, Any]) -> str | None:
    found = cell["metadata"].get("nbgrader", {}).get("grade_id")
    return str(found) if found is not None else None


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())
