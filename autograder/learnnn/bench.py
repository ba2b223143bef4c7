"""Opens conversations: a worker, with a module loaded, behind the one interface checks know.

The launchers are shared by all checks that need the same imports and limits, and start importing as soon as `warm` is
called.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from learnnn.conversation import Conversation
from learnnn.errors import CourseError
from learnnn.layout import Layout
from learnnn.model import Device, Exercise, Isolation, Submission
from learnnn.outcomes import NotRun, Outcome
from learnnn.worker.channel import Message
from learnnn.worker.host import Worker
from learnnn.worker.launch import Launcher, Launchers

CUDA_DRIVERS = ("/dev/nvidiactl", "/dev/dxg", "/dev/kfd", r"C:\Windows\System32\nvcuda.dll")


@dataclass(slots=True)
class OpenModule:
    """A worker to be told whose code it runs: `use(device)` and `load()` first, then the conversation."""

    conversation: Conversation
    close: Callable[[], None]
    output: Callable[[], str]
    _load_request: dict[str, object]

    def use(self, device: Device) -> None:
        """Switch the device on. Raises NotRun where it cannot be: the student's code is not there yet."""
        if device is Device.CPU:
            return
        try:
            problem = self.conversation.ask_plainly({"op": "device", "name": device.value}, "device")
        except Outcome as outcome:
            raise NotRun(f"the {device.value} device does not work here: {outcome}") from outcome
        if problem is not None:
            raise NotRun(str(problem))

    def load(self) -> None:
        """Run the module's own code. Raises an `Outcome` if that fails."""
        self.conversation.ask_plainly(self._load_request, "load")


@dataclass(slots=True)
class Bench:
    """The workers of one run."""

    layout: Layout
    is_in_process: bool = False
    launchers: Launchers = field(default_factory=Launchers)
    _idle: dict[object, Worker] = field(default_factory=dict)

    def isolation_of(self, exercise: Exercise) -> Isolation:
        """What stands between the student's code and everything else."""
        return Isolation.NONE if self.is_in_process else self._launcher(exercise, Device.CPU).isolation

    def warm(self, exercise: Exercise) -> None:
        """Start importing what the exercise needs, in the background."""
        if not self.is_in_process:
            self._launcher(exercise, Device.CPU)

    def open_student(self, exercise: Exercise, submission: Submission, device: Device) -> OpenModule:
        """A fresh worker for the file under judgement."""
        if self.is_in_process:
            return self._open_here(exercise, submission)
        worker, close = self._worker(exercise, device, "student")
        conversation = Conversation(worker.ask, cpu_seconds=worker.cpu_seconds)
        return OpenModule(conversation, close, worker.output, self._request(exercise, submission))

    def open_reference(self, exercise: Exercise, reference: Submission, device: Device) -> OpenModule:
        """A worker for the reference. What goes wrong in it is the course's fault: CourseError."""
        if self.is_in_process:
            return self._open_here(exercise, reference)
        worker, close = self._worker(exercise, device, "reference")

        def ask(request: Message, on_callback: Callable[[Message], Message] | None) -> Message:
            try:
                return worker.ask(request, on_callback)
            except Outcome as outcome:
                raise CourseError(f"the reference solution failed: {outcome}", path=reference.path) from outcome

        conversation = Conversation(ask, cpu_seconds=worker.cpu_seconds)
        return OpenModule(conversation, close, worker.output, self._request(exercise, reference))

    def close(self) -> None:
        for worker in self._idle.values():
            worker.close()
        self._idle.clear()
        self.launchers.close()

    def _worker(self, exercise: Exercise, device: Device, role: str) -> tuple[Worker, Callable[[], None]]:
        key = (exercise.preload, exercise.limits, device is Device.CUDA, role)
        worker = self._idle.pop(key, None)
        if worker is None:
            worker = Worker(self._launcher(exercise, device).start(), exercise.limits)
        else:
            worker.restart_clocks()
        return worker, lambda: self._put_away(worker, key)

    def _open_here(self, exercise: Exercise, submission: Submission) -> OpenModule:
        from learnnn.worker.local import LocalWorker

        worker = LocalWorker()
        request = self._request(exercise, submission) | {"filename": str(submission.path)}
        conversation = Conversation(worker.ask, cpu_seconds=time.process_time)
        return OpenModule(conversation, worker.close, lambda: "", request)

    def _request(self, exercise: Exercise, submission: Submission) -> dict[str, object]:
        stage = self.layout.stage(exercise.slug)
        return {
            "op": "load",
            "source": submission.source,
            "filename": f"{exercise.slug}.py",
            "name": exercise.slug,
            "imports": list(exercise.imports),
            "stage": {"source": stage.read_text(encoding="utf-8"), "filename": stage.name} if stage.is_file() else None,
        }

    def _launcher(self, exercise: Exercise, device: Device) -> Launcher:
        limits = exercise.limits
        if device is Device.CUDA:  # a CUDA context maps more address space than there is memory: the watchdog counts
            limits = replace(limits, memory_mb=1 << 20)
        return self.launchers.get(exercise.preload, limits)

    def _put_away(self, worker: Worker, key: object) -> None:
        """A worker that may serve another check is kept for it; a forked one has done its work."""
        if worker.is_reusable and key not in self._idle:
            self._idle[key] = worker
        else:
            worker.close()


def cuda_problem() -> str | None:
    """Why there can be no CUDA device here, told without importing torch; None if there may be one."""
    if sys.platform == "darwin" or not any(os.path.exists(path) for path in CUDA_DRIVERS):
        return "this machine has no CUDA device"
    return None
