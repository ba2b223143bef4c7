"""What a student has tried and passed: a log of attempts, each known by the exercise and by the content that was judged.

A line of JSON for each attempt, only ever added to; so it can be joined with that of another machine. What a student reads
is worked out from it and from the file as it is now: what was edited since it passed has not passed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import msgspec

from learnnn.core import wording
from learnnn.core.errors import LearnnnError
from learnnn.core.learning import Attempt, Stand, State
from learnnn.core.model import Course, Exercise, Report, Status
from learnnn.core.report_json import SCHEMA_VERSION, from_dict, to_dict
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.system import placing, state

EXPORT_AGAIN = "Export it again: `learnnn progress export FILE`, where it was made."
PATIENCE_S = 0.05  # with a line that somebody else may be writing just now


class _Kept(msgspec.Struct, frozen=True):
    """The newest verdict, as it is kept."""

    checked_by: str
    report: dict[str, Any]


@dataclass(slots=True)
class Progress:
    """The log of one course. `notice` says what went wrong with its file, if anything did."""

    course: Course
    clock: Callable[[], datetime]
    notice: str = ""
    _attempts: list[Attempt] = field(default_factory=list)

    @classmethod
    def open(cls, course: Course, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Self:
        """The progress kept with the course. A damaged file is set aside, and what can be read of it is kept."""
        progress = cls(course, clock)
        progress._load()
        return progress

    def note(self, report: Report) -> None:
        """Remember the verdict. What is no grade, has no score or is about some tasks only is not remembered.

        An exercise in which nothing is written yet is no attempt.
        """
        whole = {task.task.name for task in report.tasks} == {task.name for task in report.exercise.tasks}
        if report.submission is None or report.problem or report.is_broken or not (report.is_grade and whole):
            return
        slug, checked_by = report.exercise.slug, _checked_by(report.exercise, self._layout)
        kept = _Kept(checked_by, to_dict(report))
        state.write(self._layout.last_report(slug), json.dumps(msgspec.to_builtins(kept)).encode())
        attempt, earlier = self._attempt(report, report.submission.sha256, checked_by), self.attempts(slug)
        if all(map(wording.is_unwritten, report.tasks)) or (earlier and attempt.repeats(earlier[-1])):
            return
        self._attempts.append(attempt)
        self._append([_line(attempt)])

    def attempts(self, slug: str) -> list[Attempt]:
        """All attempts at an exercise, the oldest first."""
        return [attempt for attempt in self._attempts if attempt.exercise == slug]

    def stand(self, exercise: Exercise) -> Stand:
        """How the exercise stands, with the student's file as it is now."""
        attempts, now = self.attempts(exercise.slug), self._as_it_is(exercise)
        if not attempts:
            return Stand(exercise, State.TODO)
        here = [attempt for attempt in attempts if (attempt.sha256, attempt.checked_by) == now]
        newest, once = (here or attempts)[-1], next((one for one in reversed(attempts) if one.is_whole), None)
        passed = frozenset(newest.passed) & {task.name for task in exercise.tasks}
        if here and newest.is_whole:
            return Stand(exercise, State.PASSED, passed)
        if once is None or once in here:
            return Stand(exercise, State.STARTED, passed)
        why = "the exercise has changed since" if once.sha256 == now[0] else "edited since it passed"
        return Stand(exercise, State.STALE, passed, why)

    def foundations(self, exercise: Exercise) -> list[Stand]:
        """How the exercises stand that this one builds on, in its order."""
        known = map(self.course.exercise, exercise.prerequisites)
        return [self.stand(one) for one in known if one is not None]

    def so_far(self) -> list[tuple[Stand, list[Attempt]]]:
        """How each exercise of the course stands, and all attempts at it."""
        return [(self.stand(one), self.attempts(one.slug)) for one in self.course.exercises]

    def last_report(self, exercise: Exercise) -> tuple[Report | None, bool]:
        """The newest verdict, and whether it is about the file and the checks as they are now."""
        try:
            kept = msgspec.convert(json.loads(self._layout.last_report(exercise.slug).read_bytes()), _Kept)
            report = from_dict(kept.report, self.course)
            known = report.submission is not None and (report.submission.sha256, kept.checked_by)
            return report, report.exercise == exercise and known == self._as_it_is(exercise)
        except (OSError, LookupError, TypeError, ValueError, AttributeError, RecursionError, LearnnnError):
            return None, False  # none, or one that this version cannot read: it can be had again

    def dumps(self) -> str:
        """All of it as one JSON document."""
        exercises = []
        for stand, tried in self.so_far():
            attempts = [msgspec.to_builtins(attempt) for attempt in tried]
            passed = [task.name for task in stand.exercise.tasks if task.name in stand.passed]
            now = {"state": stand.state.value, "why": stand.why, "passed": passed, "tasks": len(stand.exercise.tasks)}
            exercises.append(
                {"slug": stand.exercise.slug, "title": stand.exercise.title} | now | {"attempts": attempts}
            )
        content = {"schema_version": SCHEMA_VERSION, "title": self.course.title, "exercises": exercises}
        return json.dumps(content, indent=2)

    def export_to(self, path: Path) -> int:
        """Write all attempts to a file that `import_from` reads; their number. Raises LearnnnError if that cannot be."""
        if not self._attempts:
            raise LearnnnError("there is no progress to export yet", next_step="Run `learnnn check` first.")
        try:
            if path.exists() and (not path.is_file() or _parse(path.read_bytes())[1]):
                raise LearnnnError("this is something else, and stays", path=path, next_step="Choose another name.")
            placing.put(path, b"".join(map(_line, self._attempts)))
        except OSError as error:
            step = "Choose another place."
            raise LearnnnError(f"it cannot be written: {error.strerror}", path=path, next_step=step) from None
        return len(self._attempts)

    def import_from(self, path: Path) -> int:
        """Add the attempts of another machine; the number of those that were new here.

        Raises LearnnnError, having added none, if the file is not an export.
        """
        try:
            lines, damaged = _parse(path.read_bytes())
        except OSError as error:
            step = "Name the file that `learnnn progress export FILE` wrote."
            raise LearnnnError(f"it cannot be read: {error.strerror}", path=path, next_step=step) from None
        if damaged or not lines:
            what = "this is no attempt" if damaged else "there is no progress in this file"
            raise LearnnnError(what, path=path, line=next(iter(damaged), None), next_step=EXPORT_AGAIN)
        known = set(self._attempts)
        new = {attempt: line for line, attempt in lines if attempt not in known}
        if not self._append(new.values()):
            raise LearnnnError(self.notice, path=self._layout.progress(), next_step="Look at the disk, then try again.")
        self._take(new)
        return len(new)

    @property
    def _layout(self) -> Layout:
        return Layout(self.course.root)

    def _attempt(self, report: Report, sha256: str, checked_by: str) -> Attempt:
        told = {check.feedback.misconception for check in report.checks if check.feedback is not None}
        return Attempt(
            exercise=report.exercise.slug,
            at=self._now(report.exercise.slug),
            sha256=sha256,
            checked_by=checked_by,
            passed=tuple(task.task.name for task in report.tasks if task.status is Status.PASSED),
            tasks=len(report.exercise.tasks),
            earned=report.earned,
            possible=report.possible,
            misconceptions=tuple(sorted(name for name in told if name is not None)),
        )

    def _now(self, slug: str) -> str:
        """A clock that was set back does not turn the order of attempts around."""
        now = self.clock().astimezone(UTC).isoformat(timespec="seconds")
        return max([now, *(attempt.at for attempt in self.attempts(slug))])

    def _as_it_is(self, exercise: Exercise) -> tuple[str, str]:
        """The digests of the student's file and of the exercise, now."""
        try:
            sha256 = submissions.read(self._layout.stub(exercise.slug), exercise.slug).sha256
        except LearnnnError:
            sha256 = ""  # there is nothing that could have been judged
        return sha256, _checked_by(exercise, self._layout)

    def _take(self, attempts: Iterable[Attempt]) -> None:
        self._attempts = sorted([*self._attempts, *attempts], key=lambda attempt: attempt.at)

    def _load(self) -> None:
        path = self._layout.progress()
        try:
            lines, damaged = _parse(path.read_bytes())
            if damaged:
                time.sleep(PATIENCE_S)
                lines, damaged = _parse(path.read_bytes())
        except FileNotFoundError:
            return
        except OSError as error:
            self.notice = f"Your progress cannot be read: {error.strerror} ({path})."
            return
        self._take(attempt for _, attempt in lines)
        if damaged:
            self._set_aside(path, [line for line, _ in lines])

    def _set_aside(self, path: Path, good: list[bytes]) -> None:
        """Keep the damaged file under another name, and go on with what could be read of it."""
        try:
            aside = path.with_name(f"{path.stem}-damaged-{state.digest_of([], [path])[:8]}{path.suffix}")
            path.replace(aside)
        except OSError as error:
            self.notice = f"The file with your progress is damaged, and stays as it is: {error.strerror} ({path})."
            return
        self._append(good)
        kept = f"{wording.count(len(good), 'attempt')} could be read and {'is' if len(good) == 1 else 'are'} kept"
        self.notice = f"The file with your progress was damaged: {kept}; the damaged file is now {aside}."

    def _append(self, lines: Iterable[bytes]) -> bool:
        """Add lines in one write, which no other process can come between. What goes wrong is told in `notice`."""
        path, data = self._layout.progress(), b"".join(lines)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab", buffering=0) as file:
                file.write(data)
        except OSError as error:
            self.notice = f"Your progress cannot be kept: {error.strerror} ({path})."
            return False
        return True


def _checked_by(exercise: Exercise, layout: Layout) -> str:
    """A digest of what decides on a verdict and is at hand for a student. An upgrade of the software does not change it."""
    tasks = [(task.name, task.points, task.needs) for task in exercise.tasks]
    files = [layout.public_checks(exercise.slug), layout.stage(exercise.slug)]
    return state.digest_of([exercise.slug, tasks, exercise.imports, exercise.banned], files)


def _line(attempt: Attempt) -> bytes:
    return msgspec.json.encode(attempt) + b"\n"


def _parse(data: bytes) -> tuple[list[tuple[bytes, Attempt]], list[int]]:
    """The lines that are attempts, as they are and what they say; and the numbers of those that are not."""
    good: list[tuple[bytes, Attempt]] = []
    damaged: list[int] = []
    for number, line in enumerate(data.splitlines(keepends=True), start=1):
        try:
            attempt = msgspec.json.decode(line, type=Attempt)
            is_utc = datetime.fromisoformat(attempt.at).isoformat(timespec="seconds") == attempt.at
        except (ValueError, RecursionError):
            is_utc = False
        if is_utc and line.endswith(b"\n") and attempt.at.endswith("+00:00"):
            good.append((line, attempt))
        elif line.strip():
            damaged.append(number)
    return good, damaged
