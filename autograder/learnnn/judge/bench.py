"""Opens conversations: a worker, with a module loaded, behind the one interface checks know.

A text is compiled once, by a fresh worker, for all the workers that load it. The launchers are shared by all checks that
need the same imports and limits, and start importing as soon as `warm` is called.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import cache, partial

from learnnn.core import cells
from learnnn.core.errors import CourseError
from learnnn.core.model import Device, Exercise, Isolation, Submission
from learnnn.core.outcomes import NotRun, Outcome, StudentKilled
from learnnn.course.layout import Layout
from learnnn.judge.conversation import Ask, Conversation
from learnnn.judge.handles import Module
from learnnn.judge.program import Program, compile_program
from learnnn.worker.channel import Message
from learnnn.worker.host import Worker
from learnnn.worker.launch import Launchers, StrongestLauncher
from learnnn.worker.process import Setup

KEPT_PROGRAMS = 4  # the one under judgement, the reference, and some to spare
CUDA_DRIVERS = ("/dev/nvidiactl", "/dev/dxg", "/dev/kfd", r"C:\Windows\System32\nvcuda.dll")


@dataclass(slots=True)
class OpenModule:
    """A worker to be told whose code it runs: `use(device)` and `load()` first, then the conversation."""

    conversation: Conversation
    ask: Ask
    close: Callable[[], None]
    discard: Callable[[], None]  # instead of closing it: the worker is not used again
    output: Callable[[], str]
    _program: Callable[[], Program]
    is_shared: bool = False  # by several checks, one after another
    has_served_nobody: bool = True

    def cpu_seconds(self) -> float:
        """Computing time spent so far."""
        return self.conversation.cpu_seconds()

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

    def load(self, *, is_traced: bool = False) -> bool:
        """Run the module's own code, noting what is run of it where it is `is_traced`. Raises an `Outcome` if that fails.

        False where the worker is shared, and another check has left a trace in it: then nothing was run.
        """
        load = self._program().load
        assert load is not None, "a text that breaks a rule is not run"
        how = {"shared": self.is_shared, "traced": is_traced}
        told = self.ask(Message(load.header | how, load.buffers), None).header.get("value")
        self.conversation.expect_functions(told)
        return told is not False

    def ran(self) -> frozenset[str] | None:
        """The definitions of a traced module that were run, by qualified name; None where it cannot say any more."""
        try:
            names = self.conversation.ask_plainly({"op": "ran"}, "ran")
        except Outcome:
            return None
        return frozenset(names)


@dataclass(slots=True)
class Bench:
    """The workers of one run."""

    layout: Layout
    is_in_process: bool = False
    launchers: Launchers = field(default_factory=Launchers)
    _idle: dict[object, Worker] = field(default_factory=dict)
    _shared: dict[object, Worker] = field(default_factory=dict)  # all of one submission
    _sharing: Submission | None = None
    _programs: dict[tuple[str, ...], Program | Outcome] = field(default_factory=dict)

    def isolation_of(self, exercise: Exercise) -> Isolation:
        """What stands between the student's code and everything else."""
        return Isolation.NONE if self.is_in_process else self._launcher(exercise, Device.CPU).isolation

    def warm(self, exercise: Exercise) -> None:
        """Start importing what the exercise needs, in the background."""
        if not self.is_in_process:
            self._launcher(exercise, Device.CPU)

    def program(self, exercise: Exercise, submission: Submission) -> Program:
        """The submission's text, compiled. Raises the `Outcome` that it leads to before anything of it runs."""
        return self._remembered(exercise, submission, lambda: self._compiled_afresh(exercise, submission))

    def open_student(
        self,
        exercise: Exercise,
        submission: Submission,
        device: Device,
        shared_by: str = "",
        *,
        is_own_code: bool = False,
    ) -> OpenModule:
        """A worker for the file under judgement: a fresh one, or where `shared_by` names checks, the one that they share.

        A shared worker serves one submission, and the checks of one name. It is used again only while it is as it was.
        """
        is_shared, used = bool(shared_by), list(self._shared.values())
        if self.is_in_process:
            return self._open_here(exercise, submission)
        if is_shared:
            worker, close = self._shared_worker(exercise, submission, device, shared_by)
        else:
            worker, close = self._worker(exercise, device, "student")
        # What passes in a shared worker is compared with nothing, and what does not is asked again in a fresh one,
        # unless it is our own.
        conversation = Conversation(
            worker.ask, cpu_seconds=worker.cpu_seconds, is_lean=is_shared and not is_own_code, is_shared=is_shared
        )
        program = partial(self.program, exercise, submission)
        return OpenModule(
            conversation,
            worker.ask,
            close,
            worker.close,
            worker.output,
            program,
            is_shared=is_shared,
            has_served_nobody=worker not in used,
        )

    @contextmanager
    def module(self, exercise: Exercise, submission: Submission, device: Device = Device.CPU) -> Iterator[Module]:
        """The file under judgement in a fresh worker, loaded. Raises the `Outcome` that loading it leads to."""
        opened = self.open_student(exercise, submission, device)
        try:
            opened.use(device)
            opened.load()
            yield Module(opened.conversation)
        finally:
            opened.close()

    def open_reference(
        self, exercise: Exercise, reference: Submission, device: Device, *, is_judged: bool = False
    ) -> OpenModule:
        """A worker for the reference. What goes wrong in it is the course's fault: CourseError, unless it `is_judged` itself."""
        blaming = nullcontext if is_judged else partial(_blaming_the_course, reference)
        if self.is_in_process:
            return self._open_here(exercise, reference)
        worker, close = self._worker(exercise, device, "reference")

        def ask(request: Message, on_callback: Callable[[Message], Message] | None) -> Message:
            with blaming():
                return worker.ask(request, on_callback)

        def program() -> Program:  # this worker has not run, and will not run, anything of a student's
            with blaming():
                return self._remembered(exercise, reference, lambda: self._compiled(worker.ask, exercise, reference))

        conversation = Conversation(ask, cpu_seconds=worker.cpu_seconds)
        return OpenModule(conversation, ask, close, worker.close, worker.output, program)

    def close(self) -> None:
        self.empty()
        self.launchers.close()

    def empty(self) -> None:
        """Let the idle workers go. The launchers stay, for whoever shares them."""
        for worker in (*self._idle.values(), *self._shared.values()):
            worker.close()
        self._idle.clear()
        self._shared.clear()

    def _worker(self, exercise: Exercise, device: Device, role: str) -> tuple[Worker, Callable[[], None]]:
        seat = _seat(exercise, device, role)
        worker = self._idle.pop(seat, None)
        if worker is None:
            worker = Worker(self._launcher(exercise, device).start(), exercise.limits)
        else:
            worker.restart_clocks()
        return worker, lambda: self._put_away(worker, seat)

    def _shared_worker(
        self, exercise: Exercise, submission: Submission, device: Device, name: str
    ) -> tuple[Worker, Callable[[], None]]:
        if self._sharing != submission:
            self.stop_sharing()
            self._sharing = submission
        seat = _seat(exercise, device, "student"), device, name
        worker = self._shared.pop(seat, None)
        if worker is not None and not worker.is_as_before():
            worker.close()
            worker = None
        if worker is None:
            worker, _ = self._worker(exercise, device, "student")
            worker.will_be_shared()
        else:
            worker.restart_clocks()

        def put_away() -> None:
            if worker.is_alive:
                worker.pause()
                self._shared[seat] = worker
            else:
                worker.close()

        return worker, put_away

    def stop_sharing(self) -> None:
        """Let the shared workers go: what they have seen is not for the next submission, or not to be trusted."""
        for worker in self._shared.values():
            worker.close()
        self._shared.clear()
        self._sharing = None

    def _open_here(self, exercise: Exercise, submission: Submission) -> OpenModule:
        from learnnn.worker.local import LocalWorker

        worker = LocalWorker()
        conversation = Conversation(worker.ask, cpu_seconds=time.process_time)
        program = partial(self.program, exercise, submission)
        return OpenModule(conversation, worker.ask, worker.close, worker.close, lambda: "", program)

    def _remembered(self, exercise: Exercise, submission: Submission, make: Callable[[], Program | Outcome]) -> Program:
        key = (exercise.slug, str(submission.path), submission.source)
        program = self._programs.pop(key, None) or make()
        self._programs[key] = program  # the last one used is the last one forgotten
        if len(self._programs) > KEPT_PROGRAMS:
            del self._programs[next(iter(self._programs))]
        if isinstance(program, Outcome):
            raise program.with_traceback(None)
        return program

    def _compiled_afresh(self, exercise: Exercise, submission: Submission) -> Program | Outcome:
        """Compiled by a worker that has run nothing of a student's yet; the first check goes on with it."""
        if self.is_in_process:
            from learnnn.worker.local import LocalWorker

            return self._compiled(LocalWorker().ask, exercise, submission)
        program = self._compiled_apart(exercise, submission)
        if isinstance(program, StudentKilled):  # perhaps by the machine: what happens to a second worker counts
            program = self._compiled_apart(exercise, submission)
        return program

    def _compiled_apart(self, exercise: Exercise, submission: Submission) -> Program | Outcome:
        seat = _seat(exercise, Device.CPU, "student")
        if seat in self._idle:  # it may have run another submission
            self._idle.pop(seat).close()
        worker = Worker(self._launcher(exercise, Device.CPU).start(), exercise.limits)
        try:
            return self._compiled(worker.ask, exercise, submission)
        finally:
            if worker.is_alive:
                self._idle[seat] = worker
            else:
                worker.close()

    def _compiled(self, ask: Ask, exercise: Exercise, submission: Submission) -> Program | Outcome:
        ending = cells.ENDING if submission.is_notebook else ".py"
        filename = str(submission.path) if self.is_in_process else f"{exercise.slug}{ending}"
        try:
            return compile_program(ask, exercise, submission.source, filename, self.layout.stage(exercise.slug))
        except Outcome as outcome:
            return outcome

    def _launcher(self, exercise: Exercise, device: Device) -> StrongestLauncher:
        setup = Setup.of(exercise)
        if device is Device.CUDA:
            if not self.launchers.may_be_unconfined:
                raise NotRun("a worker that uses CUDA cannot be confined, so other people's code is not run on it")
            # A CUDA context maps more address space than there is memory: the watchdog counts.
            setup = replace(setup, limits=replace(setup.limits, memory_mb=1 << 20), is_confinable=False)
        return self.launchers.get(setup)

    def _put_away(self, worker: Worker, seat: object) -> None:
        """A worker that may serve another check is kept for it; a forked one has done its work."""
        if worker.is_reusable and seat not in self._idle:
            self._idle[seat] = worker
        else:
            worker.close()


@contextmanager
def staying(layout: Layout) -> Iterator[Bench]:
    """A bench whose workers' warm parents stay for the next one in this process, which does one exercise after another."""
    bench = Bench(layout, launchers=_staying_launchers())
    try:
        yield bench
    finally:
        bench.empty()


@cache
def _staying_launchers() -> Launchers:
    return Launchers()


def _seat(exercise: Exercise, device: Device, role: str) -> object:
    """Workers of the same seat may serve one another's checks."""
    return Setup.of(exercise), device is Device.CUDA, role


@contextmanager
def _blaming_the_course(reference: Submission) -> Iterator[None]:
    """What goes wrong in the reference is no student's fault."""
    try:
        yield
    except Outcome as outcome:
        raise CourseError(f"the reference solution failed: {outcome}", path=reference.path) from outcome


def cuda_problem() -> str | None:
    """Why there can be no CUDA device here, told without importing torch; None if there may be one."""
    if sys.platform == "darwin" or not any(os.path.exists(path) for path in CUDA_DRIVERS):
        return "this machine has no CUDA device"
    return None
