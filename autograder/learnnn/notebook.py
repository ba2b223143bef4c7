"""What notebooks import: `check("backprop")` says what is right and wrong about the code that the notebook has run so far.

`%load_ext learnnn.notebook` makes `check` known. A kernel runs a student's code, so it judges nothing: it knows the text of
its cells, asks a judge in another process, and shows the answer. For nbgrader nothing goes to standard error, ever: that
alone would cost all points of a cell.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from learnnn.core.cleaning import spelled_out
from learnnn.core.errors import CourseError, LearnnnError
from learnnn.core.model import Course, Report, Status
from learnnn.core.wording import points as in_points
from learnnn.course import course_file
from learnnn.course.ipynb import CodeCell, assemble
from learnnn.course.layout import COURSE_FILE, course_above
from learnnn.desk.judge_process import JudgeProcess, Question
from learnnn.judge.scoring import weights
from learnnn.report.render import check_lines, next_step, plain, report_lines
from learnnn.report.render_html import checks_html, report_html

COURSE, SEED = "LEARNNN_COURSE", "LEARNNN_SEED"  # environment variables: the course's folder, the seed of hidden checks
Shell = Any  # IPython's; this module may be read where there is no IPython


class _Brief(Exception):  # noqa: N818  # what it says is in the names below
    """Shown by IPython as one line: where in our code it was raised helps nobody."""

    def __init__(self, line: str, text: str = "") -> None:
        super().__init__(text or line)
        self._line = line

    def _render_traceback_(self) -> list[str]:
        return [f"{type(self).__name__}: {self._line}"]


class ChecksFailed(_Brief, AssertionError):  # noqa: N818  # it says what has happened
    """No check of a cell that is worth points has passed. Its text is the feedback."""


class NoVerdict(_Brief):
    """There is nothing to be said about the student's code: the course, this machine or the cell is at fault."""


def check(name: str, *, points: float | None = None) -> float | None:
    """Judge what the notebook has defined so far, and show what is right and wrong.

    `name` is an exercise ("backprop"), a task ("backprop::backward"), a check ("backprop::test_batch_of_one"), or a check as
    far as it looks at one task ("backprop::backward::test_batch_of_one"). With
    `points`, for a cell that nbgrader grades: None for all of them, a float for some. Raises ChecksFailed if the cell is
    worth points and no check passed; NoVerdict if a check is broken, or none could be run.
    """
    from IPython import get_ipython

    shell = get_ipython()
    if shell is None:
        raise NoVerdict("`check` is for notebooks. In a terminal: `learnnn check`.")
    return _kernel(shell).check(name, points)


def load_ipython_extension(shell: Shell) -> None:
    """Called by `%load_ext learnnn.notebook`."""
    _kernel(shell).judge.start()
    shell.push({"check": check}, interactive=False)


def unload_ipython_extension(shell: Shell) -> None:
    """Called by `%unload_ext` and `%reload_ext`."""
    _kernel(shell).close()
    _kernel.cache_clear()


# -- the kernel --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Cells:
    """The code cells that a kernel has run: each at the place of its first run, with its latest text.

    That is their order in the notebook, as far as a kernel can know it.
    """

    _known: dict[object, CodeCell] = field(default_factory=dict)

    def remember(self, text: str, number: int, cell_id: str | None = None) -> None:
        """A run of a cell, `number` by the kernel's count. What has no id is a new cell each time."""
        if text.strip():
            self._known[cell_id or number] = CodeCell(number, text, is_answer=False)

    def source(self) -> str:
        """Their text, joined as that of a notebook that is handed in."""
        return assemble(self._known.values())


class _Kernel:
    """What a kernel has run, and the judge it asks."""

    def __init__(self, shell: Shell) -> None:
        self.judge = JudgeProcess()
        self._shell = shell
        self._cells = Cells()
        for number, text in enumerate(self._history):  # the cell that runs now is among them
            self._cells.remember(text, number)
        shell.events.register("pre_run_cell", self._remember)
        atexit.register(self.judge.close)

    def check(self, name: str, points: float | None) -> float | None:
        try:
            course = _course()
            report = self.judge.ask(_question(name, course, self._cells.source()), course)
        except LearnnnError as error:
            raise NoVerdict(str(error)) from None
        _show(report, course, points, is_whole=_is_whole(name, report))
        _require_no_broken_check(report)
        return None if points is None else _score(report, course, float(points))

    def close(self) -> None:
        self._shell.events.unregister("pre_run_cell", self._remember)
        atexit.unregister(self.judge.close)
        self.judge.close()

    @property
    def _history(self) -> Sequence[str]:
        """All that was run, by the kernel's count from 1."""
        inputs: Sequence[str] = self._shell.history_manager.input_hist_raw
        return inputs

    def _remember(self, info: Any) -> None:
        if info.store_history and not info.silent:
            number = len(self._history)  # where it is about to be put
            self._cells.remember(info.raw_cell, number, getattr(info, "cell_id", None))


@cache
def _kernel(shell: Shell) -> _Kernel:
    """The one of this kernel, from the first time that it is wanted."""
    return _Kernel(shell)


def _course() -> Course:
    """The course that the environment names, else the nearest one around the working directory."""
    named = os.environ.get(COURSE)
    root = Path(named) if named else course_above(Path.cwd())
    if root is None:
        raise CourseError(
            f"there is no {COURSE_FILE} here or in a folder above",
            path=Path.cwd(),
            next_step=f"Open the notebook inside the course's folder, or name that in the environment: {COURSE}=DIR.",
        )
    return course_file.load(root.resolve())


def _question(name: str, course: Course, source: str) -> Question:
    path = Path(os.environ.get("JPY_SESSION_NAME", ""))  # Jupyter's word for the notebook that this kernel is of
    notebook = path.name if path.suffix == ".ipynb" else "notebook.ipynb"
    return Question(str(course.root), name, source, notebook, os.environ.get(SEED, "unset"))


# -- what comes of it --------------------------------------------------------------------------------------------------


def _is_whole(name: str, report: Report) -> bool:
    """Whether the name stands for an exercise or a task: then there are points of the course's, and a next step."""
    _, _, part = name.partition("::")
    return not part or report.exercise.task(part) is not None


def _show(report: Report, course: Course, points: float | None, *, is_whole: bool) -> None:
    from IPython.display import display

    if report.problem is not None or (points is None and is_whole):
        page, text = report_html(report), _report_text(report, course)
    else:
        checks, worth = list(report.checks), points or 0.0
        earned = worth * _share(report, course)
        page, text = checks_html(checks, earned, worth), plain(check_lines(checks, earned, worth))
    display({"text/html": page, "text/plain": spelled_out(text).rstrip("\n")}, raw=True)  # type: ignore[no-untyped-call]


def _report_text(report: Report, course: Course) -> str:
    return plain([*report_lines(report, root=course.root), (), next_step([report], None)])


def _share(report: Report, course: Course) -> float:
    earned, counted = weights(list(report.checks), course.not_run)
    return earned / counted if counted else 0.0


def _require_no_broken_check(report: Report) -> None:
    broken = [check.name for check in report.checks if check.status is Status.BROKEN]
    if broken:
        raise NoVerdict(f"broken: {', '.join(broken)}. That is the course's fault and not yours: tell its staff.")


def _score(report: Report, course: Course, points: float) -> float | None:
    """What nbgrader reads: nothing for all points, a plain number for some of them, an error for none."""
    if report.problem is not None:
        raise ChecksFailed(report.problem.splitlines()[0], report.problem)
    checks = list(report.checks)
    earned, counted = weights(checks, course.not_run)
    if not counted:
        raise NoVerdict("none of these checks could be run here, so they say nothing about the solution.")
    if earned == counted:
        return None
    if earned:
        return points * earned / counted
    raise ChecksFailed(_in_short(report, points), spelled_out(plain(check_lines(checks, 0.0, points))).rstrip("\n"))


def _in_short(report: Report, points: float) -> str:
    told = [check.feedback.happened for check in report.checks if check.feedback is not None]
    return spelled_out(" ".join([f"{in_points(0.0, points)}.", *told[:1]])).replace("\n", " ")
