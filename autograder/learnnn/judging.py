"""What is being judged in a pytest run: which course, which submission, which seeds, in which workers."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from learnnn import course as course_file
from learnnn import submission as submissions
from learnnn.bench import Bench, OpenModule, cuda_problem
from learnnn.conversation import Module
from learnnn.errors import CourseError
from learnnn.feedback import plain_text
from learnnn.layout import Layout, course_above, is_hidden, slug_of
from learnnn.model import Course, Device, Exercise, Submission
from learnnn.outcomes import CheckFailed, Inconclusive, NotRun, Outcome
from learnnn.source_rules import violations

PUBLIC_SEED = "public"
OPENED: pytest.StashKey[OpenModule] = pytest.StashKey()  # the student's side of the check that runs


@dataclass(slots=True)
class Judging:
    """Serves the fixtures. `submissions` maps a slug to the file under judgement; by default it is the stub."""

    course: Course
    bench: Bench
    hidden_seed: str = "unset"
    submissions: dict[str, Submission] = field(default_factory=dict)
    missing_devices: dict[Device, str] = field(default_factory=dict)

    @classmethod
    def of_course_around(cls, path: Path, *, is_in_process: bool = False) -> Judging:
        root = course_above(path.parent)
        if root is None:
            raise CourseError("this check is not inside a course", path=path, next_step="Put it beside its exercise.")
        return cls(course_file.load(root), Bench(Layout(root), is_in_process))

    @property
    def layout(self) -> Layout:
        return self.bench.layout

    def close(self) -> None:
        self.bench.close()

    # -- what the fixtures give -----------------------------------------------------------------------------------------

    def student(self, item: pytest.Item, path: Path, device: Device) -> Iterator[Module]:
        exercise = self.exercise(path)
        submission = self._submission(exercise)
        broken = violations(submission.source, exercise)
        if broken:
            raise CheckFailed(f"Line {broken[0].line}: {broken[0].message}")
        opened = self.bench.open_student(exercise, submission, device)
        item.stash[OPENED] = opened
        try:
            self._switch_on(opened, device)
            opened.load()
            yield Module(opened.conversation)
        finally:
            opened.close()

    def reference(self, path: Path, device: Device) -> Iterator[Module]:
        exercise = self.exercise(path)
        source = self.layout.reference(exercise.slug)
        if not source.is_file():
            raise NotRun("this check compares with a reference solution that is not installed here")
        opened = self.bench.open_reference(exercise, submissions.read(source, exercise.slug), device)
        try:
            self._switch_on(opened, device)
            opened.load()
            yield Module(opened.conversation)
        finally:
            opened.close()

    def generator(self, path: Path, function: str) -> np.random.Generator:
        """The same stream for the same check, seed and course, whatever ran before."""
        seed = self.hidden_seed if is_hidden(path) else PUBLIC_SEED
        words = [zlib.crc32(text.encode()) for text in (seed, slug_of(path), function)]
        return np.random.default_rng(words)

    def require_device(self, device: Device) -> None:
        """Raise NotRun where this machine lacks the device, as far as that is known already."""
        if device is Device.CUDA and device not in self.missing_devices:
            problem = cuda_problem()
            if problem is not None:
                self.missing_devices[device] = problem
        if device in self.missing_devices:
            raise NotRun(self.missing_devices[device])

    def _switch_on(self, opened: OpenModule, device: Device) -> None:
        try:
            opened.use(device)
        except NotRun as missing:
            self.missing_devices[device] = str(missing)
            raise

    def exercise(self, path: Path) -> Exercise:
        exercise = self.course.exercise(slug_of(path))
        if exercise is None:
            raise CourseError(
                f"`{slug_of(path)}` is not in course.yml",
                path=path,
                next_step="Add it under `exercises:`, or rename the folder.",
            )
        return exercise

    def explain_plainly(self, item: pytest.Item, error: BaseException) -> tuple[str | None, bool]:
        """What a plain pytest run prints for an outcome (None for what is not one), and whether it is a verdict."""
        if isinstance(error, (NotRun, Inconclusive)):
            return str(error), False
        if not isinstance(error, Outcome):
            return None, True
        printed = item.stash[OPENED].output() if OPENED in item.stash else ""
        return plain_text(item.function.__doc__ or "", error, printed), True  # type: ignore[attr-defined]

    def _submission(self, exercise: Exercise) -> Submission:
        if exercise.slug not in self.submissions:
            self.submissions[exercise.slug] = submissions.read(self.layout.stub(exercise.slug), exercise.slug)
        return self.submissions[exercise.slug]
