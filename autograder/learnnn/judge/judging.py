"""What is being judged in a pytest run: which course, which submission, which seeds, in which workers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from learnnn.core.errors import CourseError
from learnnn.core.model import Course, Device, Exercise, Isolation, Submission
from learnnn.core.outcomes import CheckFailed, Inconclusive, NotRun, Outcome
from learnnn.course import course_file
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout, course_above, is_hidden, slug_of
from learnnn.judge import seeds
from learnnn.judge.bench import Bench, OpenModule, cuda_problem
from learnnn.judge.checked import traits_of
from learnnn.judge.conversation import Clock, Conversation
from learnnn.judge.feedback import plain_text
from learnnn.judge.handles import Module
from learnnn.judge.loading import Loading
from learnnn.judge.recorded import Recordings
from learnnn.judge.replay import Recorder, Replay
from learnnn.judge.stash import FOOTPRINT, OPENED, RECORDER, REPLAY

NO_REFERENCE = "this check compares with a reference solution that is not installed here"


@dataclass(slots=True)
class Judging:
    """Serves the fixtures. `submissions` maps a slug to the file under judgement; by default it is the stub.

    Where there are `recordings` (by slug) the reference is a replay, and runs only where that cannot do. Without
    `has_reference` it is as if it were not installed, as for students.
    """

    course: Course
    bench: Bench
    hidden_seed: str = "unset"
    recordings: Mapping[str, Recordings] = field(default_factory=dict)
    is_recording: bool = False
    has_reference: bool = True
    submissions: dict[str, Submission] = field(default_factory=dict)
    missing_devices: dict[Device, str] = field(default_factory=dict)
    is_traced: bool = False  # whether it is noted which definitions of the submission a check runs
    is_sharing: bool = False  # whether the check that runs may do so in a worker that has served others
    is_own_code: bool = False  # whether the submissions are the course's own
    loading: Loading = field(default_factory=Loading)
    is_reference_asked: bool = False  # whether the reference stands in for the submission

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

    def student(self, check: pytest.Function) -> Iterator[Module]:
        exercise, device = self.exercise(check.path), traits_of(check).device
        self.require_device(device)  # before a warm parent is made for a device that is not there
        if self.is_reference_asked:
            with ExitStack() as stack:
                opened = check.stash[OPENED] = self._open_reference(exercise, device, stack, is_judged=True)
                yield Module(opened.conversation)
            return
        submission = self._submission(exercise)
        broken = self.bench.program(exercise, submission).violation
        if broken is not None:
            place = submissions.place(submission, broken.line)
            raise CheckFailed(f"{place.capitalize()}: {broken.message}")
        self.loading.begin(submission)
        if (known := self.loading.failure(device)) is not None:
            outcome, check.stash[OPENED] = known
            raise outcome.with_traceback(None)
        open_one = partial(
            self.bench.open_student, exercise, submission, device, self._shared_by(check), is_own_code=self.is_own_code
        )
        opened = check.stash[OPENED] = open_one()
        try:
            if not self._load(opened, device):
                opened.discard()
                opened = check.stash[OPENED] = open_one()
                self._load(opened, device)
            yield Module(opened.conversation)
            if self.is_traced:
                check.stash[FOOTPRINT] = opened.ran()
        finally:
            opened.close()

    def _load(self, opened: OpenModule, device: Device) -> bool:
        """Whether the submission was loaded; not where another check has left a trace in a shared worker."""
        self._switch_on(opened, device)
        with self.loading.noted(device, opened):
            return opened.load(is_traced=self.is_traced)

    def reference(self, check: pytest.Function) -> Iterator[Module]:
        exercise, device = self.exercise(check.path), traits_of(check).device
        recordings = self.recordings.get(exercise.slug)
        recorded = recordings.checks.get(check.name) if recordings is not None else None
        if recorded is None:
            self._reference(exercise)  # where there is none, that is said before anything runs
        with ExitStack() as stack:
            is_here = self.has_reference and self.layout.reference(exercise.slug).is_file()
            pace = recordings.pace if recordings is not None and not is_here else None
            replay = Replay(recorded or (), lambda: self._open_reference(exercise, device, stack), pace=pace)
            check.stash[REPLAY] = replay
            clock = Clock.RECORDED if pace else Clock.LIVE
            conversation = Conversation(
                replay.ask,
                cpu_seconds=replay.cpu_seconds,
                ask_measured=replay.ask_measured,
                clock=clock,
                is_lean=True,
            )
            if self.is_recording:
                recorder = check.stash[RECORDER] = Recorder(replay)
                conversation = Conversation(
                    recorder.ask, cpu_seconds=recorder.cpu_seconds, clock=Clock.BEING_RECORDED, is_lean=True
                )
            yield Module(conversation)

    def _open_reference(
        self, exercise: Exercise, device: Device, stack: ExitStack, *, is_judged: bool = False
    ) -> OpenModule:
        """The live reference, closed with the stack."""
        opened = self.bench.open_reference(exercise, self._reference(exercise), device, is_judged=is_judged)
        stack.callback(opened.close)
        self._switch_on(opened, device)
        opened.load()
        return opened

    def _reference(self, exercise: Exercise) -> Submission:
        source = self.layout.reference(exercise.slug)
        if not self.has_reference or not source.is_file():
            raise NotRun(NO_REFERENCE)
        return submissions.read(source, exercise.slug)

    def generator(self, check: pytest.Function) -> np.random.Generator:
        """The same stream for the same check, seed and course, whatever ran before."""
        slug, name = slug_of(check.path), check.originalname
        if is_hidden(check.path):
            return np.random.default_rng(seeds.of_hidden(self.hidden_seed, slug, name))
        return np.random.default_rng(seeds.of_public(slug, name))

    def require_device(self, device: Device) -> None:
        """Raise NotRun where this machine lacks the device, as far as that is known already."""
        if device is Device.CUDA and device not in self.missing_devices:
            problem = cuda_problem()
            if problem is not None:
                self.missing_devices[device] = problem
        if device in self.missing_devices:
            raise NotRun(self.missing_devices[device])

    def require_files(self, check: pytest.Function) -> None:
        """Raise NotRun where code runs that can make no file. The judge knows: code that is judged could say so any time."""
        if self.bench.isolation_of(self.exercise(check.path)) is Isolation.LANDLOCK:
            raise NotRun("On this machine, code is judged where it can make no files.")

    def _shared_by(self, check: pytest.Function) -> str:
        """Which checks share their worker with this one. What a hidden one asks is not for those whose output is shown."""
        return traits_of(check).before.visibility.value if self.is_sharing else ""

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
