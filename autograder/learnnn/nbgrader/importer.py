"""Brings the verdicts of `learnnn grade` into nbgrader: scores into its gradebook, notebooks to where formgrader shows them.

The gradebook goes first, chunk by chunk. A notebook that is the same as before is not written again, so a second run has
nothing to do, and one after an interruption does what was left.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from nbgrader.converters import Autograde
from nbgrader.utils import parse_utc

from learnnn.classroom.store import Store
from learnnn.core.errors import SubmissionError
from learnnn.core.model import Course, Exercise, Verdict
from learnnn.core.report_json import from_dict
from learnnn.course import ipynb
from learnnn.judge.trials import unwatched
from learnnn.nbgrader import gradebook
from learnnn.nbgrader.cells import Kind, Outline, checksum
from learnnn.nbgrader.course_folder import Settings
from learnnn.nbgrader.files import put
from learnnn.nbgrader.gradebook import GradedNotebook
from learnnn.nbgrader.points import scores
from learnnn.nbgrader.released import Cells, released, require_as_released
from learnnn.nbgrader.source import outline
from learnnn.nbgrader.verdict_cells import graded_notebook
from learnnn.system import nofollow

CHUNK = 100  # notebooks held in memory at a time
TIMESTAMP = "timestamp.txt"
MAX_TIMESTAMP = 1 << 10


@dataclass(frozen=True, slots=True)
class Left:
    """A work that was not brought in, and why."""

    student: str
    exercise: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What was brought in: how many works, in how many of them there was news, and which were left."""

    works: int = 0
    changed: int = 0
    left: tuple[Left, ...] = ()

    def __add__(self, other: Imported) -> Imported:
        return Imported(self.works + other.works, self.changed + other.changed, self.left + other.left)


def import_grades(
    course: Course,
    exercises: Sequence[Exercise],
    store: Store,
    settings: Settings,
    *,
    may_be_unreleased: bool = False,
    on_progress: Callable[..., None] = unwatched,
) -> Imported:
    """Bring in what the store holds on these exercises; `may_be_unreleased` passes over those that students do not have.

    Raises BridgeError if one was released with other cells or points.
    """
    known = released(settings.db_url)
    verdicts = list(store.verdicts())
    total = Imported()
    for exercise in exercises:
        works = [verdict for verdict in verdicts if verdict.exercise == exercise.slug]
        cells = known.notebooks.get((exercise.slug, exercise.slug)) if known is not None else None
        if works and not (cells is None and may_be_unreleased):
            on_progress(0, more=len(works))
            plan = outline(course, exercise)
            require_as_released(plan, cells, exercise.slug)
            total += _Delivery(course, plan, cells or {}, store, settings).carry_out(works, on_progress)
    return total


class _UnfitError(Exception):
    """One work that cannot be brought in."""


@dataclass(frozen=True, slots=True)
class _Work:
    """One student's work on its way in."""

    result: GradedNotebook
    folder: Path  # where nbgrader keeps what is graded
    files: Mapping[str, bytes]


@dataclass(slots=True)
class _Delivery:
    """The works on one exercise."""

    course: Course
    plan: Outline
    cells: Cells
    store: Store
    settings: Settings
    left: list[Left] = field(default_factory=list)

    def carry_out(self, verdicts: Iterable[Verdict], on_progress: Callable[..., None]) -> Imported:
        """Bring in all that can be."""
        total, remaining = Imported(), iter(verdicts)
        punish = gradebook.late_penalty(self.settings.config)
        permissions = _permissions(self.settings)
        while chunk := tuple(islice(remaining, CHUNK)):
            works = list(self._works(chunk))
            written = gradebook.write(
                [work.result for work in works],
                self.plan.slug,
                db_url=self.settings.db_url,
                course_id=self.settings.course_id,
                late_penalty=punish,
            )
            for work in works:
                for name, content in work.files.items():
                    put(work.folder / name, content, permissions)
            total += Imported(written.notebooks, written.changed)
            on_progress(len(chunk))
        return total + Imported(left=tuple(self.left))

    def _works(self, verdicts: Iterable[Verdict]) -> Iterator[_Work]:
        for verdict in verdicts:
            try:
                yield self._work(verdict)
            except (_UnfitError, SubmissionError) as error:
                self.left.append(Left(verdict.student, verdict.exercise, str(error).partition("\n")[0]))

    def _work(self, verdict: Verdict) -> _Work:
        slug, student = self.plan.slug, verdict.student
        content = self.store.report(student, slug) if verdict.standing.is_settled else None
        if content is None:
            raise _UnfitError(": ".join([verdict.standing.value, *(verdict.problem or "").splitlines()[:1]]))
        report = from_dict(content, self.course)
        submitted, stamp = self._handed_in(verdict)
        points = scores(report, self.plan.of(Kind.TEST), self.course.not_run)
        graded = graded_notebook(submitted, self.plan, report, points)
        answers = _answers(graded)
        folder = self.settings.path("autograded", student, slug)
        result = GradedNotebook(
            student=student,
            notebook=slug,
            timestamp=_time(stamp),
            scores=points,
            unanswered=frozenset(name for name, answer in answers.items() if self._is_untouched(name, answer)),
            is_new_work=answers != _answers_in(folder / f"{slug}.ipynb"),
        )
        return _Work(result, folder, {f"{slug}.ipynb": graded} | ({TIMESTAMP: stamp} if stamp else {}))

    def _handed_in(self, verdict: Verdict) -> tuple[bytes, bytes]:
        """The notebook that was graded, and when it was handed in as far as nbgrader was told."""
        slug = self.plan.slug
        place, name = self.settings.path("submitted", verdict.student, slug), f"{slug}.ipynb"
        step = "Put the file itself there."
        if not (place / name).exists():
            raise _UnfitError(f"nbgrader has no notebook of theirs: {place / name}")
        submitted = nofollow.read(place, (name,), at_most=ipynb.MAX_BYTES, next_step=step)
        if hashlib.sha256(submitted).hexdigest() != verdict.sha256:
            raise _UnfitError("the notebook is not the one that was graded: run `learnnn grade` again")
        has_stamp = (place / TIMESTAMP).exists()
        stamp = nofollow.read(place, (TIMESTAMP,), at_most=MAX_TIMESTAMP, next_step=step) if has_stamp else b""
        return submitted, stamp

    def _is_untouched(self, name: str, answer: str) -> bool:
        """Whether the student left the cell as it was given to them, by nbgrader's own measure."""
        cell, given = self.plan.cell(name), self.cells.get(name)
        assert cell is not None
        return given is not None and given.checksum == checksum(answer, name, cell.kind, cell.points)


def _answers(notebook: bytes) -> dict[str, str]:
    """What the student wrote in a graded notebook: the text of the cells that nbgrader calls solutions, by `grade_id`."""
    cells = json.loads(notebook)["cells"]
    marked = [(cell["metadata"].get("nbgrader", {}), cell["source"]) for cell in cells]
    return {
        mark["grade_id"]: source if isinstance(source, str) else "".join(source)
        for mark, source in marked
        if mark.get("solution")
    }


def _answers_in(path: Path) -> dict[str, str] | None:
    """The same of the notebook that is there from an earlier grading; None if there is none that can be read."""
    try:
        return _answers(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _time(stamp: bytes) -> datetime | None:
    if not stamp.strip():
        return None
    try:
        time: datetime = parse_utc(stamp.decode().strip())
    except (ValueError, OverflowError):
        raise _UnfitError(f"its {TIMESTAMP} is no time: {stamp.decode(errors='replace').strip()[:40]}") from None
    return time


def _permissions(settings: Settings) -> int:
    """Of the files that nbgrader writes. It spells them in digits that look octal."""
    return int(str(Autograde(coursedir=settings.places, config=settings.config).permissions), 8)
