"""Autograding for nbgrader without its kernel: preprocessors that take the place of in-kernel execution.

    # nbgrader_config.py
    from learnnn.nbgrader.bridge import configure
    configure(c, course="path/to/the/course")

`nbgrader autograde`, and formgrader's button, then have the learnnn judge grade the notebook in isolated workers; its verdict
is written into the test cells as their outputs. nbgrader's own steps do the rest: scores, late penalties, feedback, exports.
Where there is no verdict the command fails for that submission with the reason, and there is no score.
"""

from __future__ import annotations

import glob
import re
from functools import partial
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.converters.base import BaseConverter
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Integer, Unicode

from learnnn.core.errors import BridgeError
from learnnn.course import course_file
from learnnn.course.layout import grades_of
from learnnn.nbgrader import programs
from learnnn.nbgrader.cells import Kind
from learnnn.nbgrader.desk import Desk
from learnnn.nbgrader.points import scores
from learnnn.nbgrader.released import released, require_as_released
from learnnn.nbgrader.verdict_cells import restored, write_verdict

OURS = "learnnn.nbgrader.bridge"
THEIRS = "nbgrader.preprocessors"
SANITIZE = [
    f"{OURS}.Restore",
    f"{THEIRS}.ClearOutput",
    f"{THEIRS}.OverwriteKernelspec",
    f"{THEIRS}.OverwriteCells",
    f"{THEIRS}.CheckCellMetadata",
]
AUTOGRADE = [
    f"{OURS}.Judge",
    f"{THEIRS}.SaveAutoGrades",
    f"{THEIRS}.AssignLatePenalties",
    f"{THEIRS}.CheckCellMetadata",
]
DESK = "_learnnn_desk"
Converted = tuple[NotebookNode, dict[str, Any]]


def configure(
    c: Any, *, course: str | Path, store: str | Path | None = None, jobs: int | None = None, trust: bool = False
) -> None:
    """Have nbgrader grade with the judge; `c` is what `get_config()` gives.

    `course` is the folder with course.yml; `store` the file where verdicts are kept (default: beside the folder of
    submissions, as `learnnn grade` has it); `jobs` how many notebooks are graded at once (default: one on each core);
    `trust` grades even where this machine cannot confine the code of others. Besides, what was installed with nbgrader is
    found from now on by the process that reads these settings, and by those that it starts.
    """
    programs.find_from_now_on()
    c.Autograde.sanitize_preprocessors = [*SANITIZE]  # somebody may add to it
    c.Autograde.autograde_preprocessors = [*AUTOGRADE]
    for name in ("Restore", "Judge"):
        section = c[name]
        section.course = str(Path(course).expanduser().resolve())
        section.store = str(store) if store is not None else ""
        section.jobs = jobs or 0
        section.trust = trust


def store_of(configured: str, places: CourseDirectory) -> Path:
    """Where the judge keeps its verdicts: in the file that is configured, else beside the folder of submissions."""
    if configured:
        return Path(configured)
    return grades_of(Path(places.format_path(places.submitted_directory, ".", ".")))


class _AtTheDesk(NbGraderPreprocessor):  # type: ignore[misc]  # it comes without types
    """What both steps need to know: which course, which store, which submission."""

    course = Unicode(help="The folder with course.yml.").tag(config=True)
    store = Unicode(help="The file where verdicts are kept.").tag(config=True)
    jobs = Integer(0, help="How many notebooks are graded at once; 0 is one on each core.").tag(config=True)
    trust = Bool(False, help="Grade even where the code of others cannot be confined.").tag(config=True)

    def _desk(self) -> Desk:
        if not self.course:
            raise BridgeError("no course is set", next_step="Write configure(c, course=…) into nbgrader_config.py.")
        command = self._command()
        if DESK not in vars(command):  # one for the whole command, and a new one for the next: the course may change
            store = store_of(self.store, command.coursedir)
            vars(command)[DESK] = Desk(course_file.load(Path(self.course)), store, self.jobs or None, self.trust)
        found: Desk = vars(command)[DESK]
        return found

    def _command(self) -> BaseConverter:
        """The command that this is a step of."""
        owner = self.parent
        while owner is not None and not isinstance(owner, BaseConverter):
            owner = owner.parent
        if owner is None:
            raise BridgeError("this is a step of `nbgrader autograde`, and of nothing else")
        return owner


class Restore(_AtTheDesk):
    """The first step: of a student's notebook only the text of their answers, and cells of their own, are believed."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Converted:
        asked, judge = resources["nbgrader"], self._desk()
        outline, place = judge.outline(asked["notebook"]), (asked["assignment"], asked["notebook"])
        if place not in judge.as_released:
            known = released(asked["db_url"])
            require_as_released(outline, known.notebooks.get(place) if known is not None else None, place[0])
            judge.as_released.add(place)
        nb.cells = [from_dict(cell) for cell in restored(nb.cells, outline)]
        for cell in nb.cells:
            cell.source = cell.source if isinstance(cell.source, str) else "".join(cell.source)
        nb.nbformat_minor = max(nb.nbformat_minor, 5)
        return nb, resources


class Judge(_AtTheDesk):
    """In the place of nbgrader's execution: the verdict of the judge becomes the outputs of the test cells.

    It is no subclass of nbgrader's `Execute`, which would hand its own settings (`--no-execute`) down.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Converted:
        asked, judge = resources["nbgrader"], self._desk()
        slug, student = asked["notebook"], asked["student"]
        outline = judge.outline(slug)
        self.log.info("Grading %s of %s with learnnn", slug, student)
        report = judge.report(slug, student, partial(self._handed_in, asked))
        points = scores(report, outline.of(Kind.TEST), judge.course.not_run)
        write_verdict(nb.cells, outline, report, points)
        nb.cells = [from_dict(cell) for cell in nb.cells]
        return nb, resources

    def _handed_in(self, asked: dict[str, Any]) -> dict[str, Path]:
        """By student: the notebooks that the running command is about, this one among them."""
        directory = self._command().coursedir
        place, assignment = directory.submitted_directory, asked["assignment"]
        named = re.compile(directory.format_path(place, "(?P<student>.*)", assignment, escape=True))
        folders = glob.glob(directory.format_path(place, directory.student_id, assignment))  # noqa: PTH207  # as nbgrader does
        folders.append(directory.format_path(place, asked["student"], assignment))
        paths = {match["student"]: Path(match[0]) for folder in folders if (match := named.fullmatch(folder))}
        notebook = f"{asked['notebook']}.ipynb"
        return {student: folder / notebook for student, folder in paths.items() if (folder / notebook).is_file()}
