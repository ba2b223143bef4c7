"""The judge's side of one worker: asks, waits, and turns every way it can end into an `Outcome`."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable

from learnnn.core.cleaning import cleaned, cut, may_steer, one_line
from learnnn.core.errors import WorkerError
from learnnn.core.model import Limits
from learnnn.core.outcomes import Frame, StudentCrashed, StudentKilled, StudentRaised, StudentTimeout
from learnnn.worker import census
from learnnn.worker.channel import Message, Node, ProtocolError, parse_header
from learnnn.worker.process import Process
from learnnn.worker.watchdog import CROWD, Breach, Watchdog, cpu_seconds

SHOWN_OUTPUT = 8 << 10  # bytes of what they print that are kept to be shown
MAX_CALLBACKS = 1_000_000
MAY_GROW = 128 << 20  # bytes, while it serves: libraries keep what they have set up

Callback = Callable[[Message], Message]


class Worker:
    """One process with one loaded module. After it ends, every question is answered with why it ended."""

    def __init__(self, process: Process, limits: Limits) -> None:
        self._process = process
        self._limits = limits
        self._ending: StudentTimeout | StudentCrashed | WorkerError | None = None
        self._watchdog = Watchdog(process.pid, limits, process.kill)
        self._printed = bytearray()
        self._printed_bytes = 0
        self._reading = threading.Lock()
        self._is_closed = False
        self._pump = threading.Thread(target=self._collect_output, daemon=True, name="output")
        self._pump.start()

    @property
    def is_alive(self) -> bool:
        return self._ending is None

    @property
    def is_reusable(self) -> bool:
        return self.is_alive and self._process.is_reusable

    def ask(self, request: Message, on_callback: Callback | None = None) -> Message:
        """The worker's reply. Raises StudentRaised, StudentTimeout or StudentCrashed; the last two are final."""
        if self._ending is not None:
            raise self._ending
        inputs, places = self._process.inputs, self._placed(request)
        sent = request if places is None else Message(request.header | {"inputs": places})
        try:
            with self._watchdog:
                reply = self._converse(sent, on_callback)
        except (EOFError, OSError, ProtocolError) as error:
            self._ending = self._why(error)
            raise self._ending from None
        if inputs is not None and places is not None:  # what it says of that itself is no matter
            reply.header["changed"] = inputs.changed(request.buffers, places, request.header["watch"])
        return checked_reply(reply)

    def cpu_seconds(self) -> float:
        """CPU time the worker has used, from the kernel's books."""
        return cpu_seconds(self._process.pid)

    def pause(self) -> None:
        """A check has ended, and another may come: all that was printed is here."""
        self._await_empty_pipe()

    def will_be_shared(self) -> None:
        """Several checks are to come: note what it is before the first, for `is_as_before`."""
        self._at_first = census.take(self._process.pid)

    def is_as_before(self) -> bool:
        """Whether it can serve one more check: alive, as small as it was, with no thread or process more."""
        return self.is_alive and self._has_its_size()

    def restart_clocks(self) -> None:
        """A new check begins in this worker; what it printed before belongs to the last one."""
        self._watchdog.restart()
        self._printed.clear()
        self._printed_bytes = 0

    def output(self) -> str:
        """What the student's code printed, as far as it is kept, with a note on the rest."""
        text = cut(bytes(self._printed).decode(errors="replace"), SHOWN_OUTPUT)
        more = self._printed_bytes - len(self._printed)
        return f"{text}\n… and {more:,} more bytes" if more > 0 else text

    def close(self) -> None:
        """End the process, keeping what it printed."""
        if self._is_closed:
            return
        self._is_closed = True
        self._watchdog.close()
        if self._ending is None:  # it has answered: what it printed is in the pipe, and its end need not be waited for
            self._ending = StudentCrashed("its worker was closed")
            self._await_empty_pipe()
        else:
            self._pump.join(1)
        self._process.dispose()

    def _placed(self, request: Message) -> list[tuple[int, int]] | None:
        """Where the buffers of a call that is watched are, in the memory of its inputs; None where they travel with it."""
        inputs = self._process.inputs
        if inputs is None:
            return None
        if request.header["op"] == "load":
            inputs.rewind()
        return inputs.place(request.buffers) if request.header.get("watch") else None

    def _has_its_size(self) -> bool:
        before, now = self._at_first, census.take(self._process.pid)
        return (now.processes, now.threads) == (before.processes, before.threads) and (
            now.resident_bytes - before.resident_bytes < MAY_GROW
        )

    def _await_empty_pipe(self) -> None:
        """Give the pump the moment it takes to read what is there."""
        if sys.platform == "win32":
            time.sleep(0.01)
            return
        deadline = time.monotonic() + 1
        while self._pump.is_alive() and time.monotonic() < deadline:
            with self._reading:  # what was read is kept by then, and not on its way
                if not _bytes_waiting(self._process.output_fd):
                    return
            time.sleep(0.0002)

    def _converse(self, request: Message, on_callback: Callback | None) -> Message:
        channel, max_bytes = self._process.channel, self._limits.answer_mb << 20
        channel.send(request)
        for _ in range(MAX_CALLBACKS):
            reply = channel.receive(max_bytes, parse=_cleaned_header)
            if "callback" not in reply.header:
                _check_form(reply)
                return reply
            if on_callback is None:
                raise ProtocolError("a callback that nobody offered")
            channel.send(on_callback(reply))
        raise ProtocolError(f"the function it was given was called more than {MAX_CALLBACKS:,} times")

    def _why(self, error: Exception) -> StudentTimeout | StudentCrashed | WorkerError:
        breach, limits = self._watchdog.breach, self._limits
        self._watchdog.close()
        code = self._process.wait()
        match breach:
            case Breach.WALL:
                return StudentTimeout(f"no answer within {limits.wall_s:g} s")
            case Breach.CPU:
                return StudentTimeout(f"more than {limits.cpu_s:g} s of computing")
            case Breach.MEMORY:
                return StudentCrashed(f"stopped: it used more than {limits.memory_mb} MB of memory")
            case Breach.OUTPUT:
                return StudentCrashed(f"stopped: it printed more than {limits.output_kb} KB")
            case Breach.PROCESSES:
                return StudentCrashed(f"stopped: it started more than {limits.processes} processes")
            case Breach.THREADS:
                return StudentCrashed(f"stopped: it started more than {CROWD} processes and threads")
        if isinstance(error, ProtocolError):
            return StudentCrashed(f"its answer could not be accepted: {error}")
        if code is None:  # nobody saw it end: its parent is gone, which is no doing of the student's
            return WorkerError("the worker vanished", next_step="Run it again; if it happens again, `learnnn doctor`.")
        kind = StudentKilled if -code == getattr(signal, "SIGKILL", None) else StudentCrashed
        return kind(_death(code))

    def _collect_output(self) -> None:
        fd = self._process.output_fd
        while True:
            _await_readable(fd)
            with self._reading:
                if not (data := _read(fd)):
                    break
                self._printed += data[: SHOWN_OUTPUT - len(self._printed)]
                self._printed_bytes += len(data)
            if self._printed_bytes > self._limits.output_kb << 10:
                self._watchdog.trip(Breach.OUTPUT)
        os.close(fd)


def _await_readable(fd: int) -> None:
    """Until there is something in the pipe, or nobody is left to write. Windows can only read."""
    if sys.platform != "win32":
        poll = select.poll()
        poll.register(fd, select.POLLIN)
        poll.poll()


def _bytes_waiting(fd: int) -> int:
    """How much a pipe holds that nobody has read."""
    import fcntl
    import termios

    buffer = bytearray(4)
    try:
        fcntl.ioctl(fd, termios.FIONREAD, buffer)
    except OSError:
        return 0
    return int.from_bytes(buffer, sys.byteorder)


def _read(fd: int) -> bytes:
    try:
        return os.read(fd, 1 << 16)
    except OSError:
        return b""


def _death(code: int) -> str:
    if code >= 0:
        return f"it ended the process (exit code {code})"
    if -code == signal.SIGSEGV:
        return "the process crashed (segmentation fault): often endless recursion, or native code given bad data"
    if -code == getattr(signal, "SIGXCPU", None):
        return "stopped: it used too much computing time"
    known = {one.value: one.name for one in signal.Signals}
    return f"the process was killed ({known.get(-code, f'signal {-code}')})"


def checked_reply(reply: Message) -> Message:
    """The reply, if it is an answer. Raises what the student's code raised, if it is that."""
    if "error" in reply.header:
        raise student_error(reply.header["error"])
    return reply


def _check_form(reply: Message) -> None:
    """Raise ProtocolError unless the reply has the form of one; what it holds is judged by the decoder."""
    header = reply.header
    changed = header.get("changed")
    is_answer = "value" in header and type(changed) is list and all(type(i) is int for i in changed)
    if not is_answer and "error" not in header:
        raise ProtocolError("a malformed reply")


def student_error(node: Node) -> StudentRaised | StudentCrashed:
    """The exception a reply describes; all of it is text of the student's, cut to size and made printable."""
    match node:
        case {"type": str(name), "message": str(message), "bases": list(bases), "frames": list(frames)}:
            return StudentRaised(
                one_line(name, 80),
                cut(message, 2000),
                bases=tuple(one_line(base, 80) for base in bases[:20] if type(base) is str),
                frames=tuple(_frame(frame) for frame in frames[:12]),
            )
    return StudentCrashed("its answer could not be accepted: a malformed error")


def _frame(node: Node) -> Frame:
    match node:
        case [str(file), int(line), str(function), str(text)]:
            return Frame(one_line(file, 200), line, one_line(function, 80), one_line(text, 200))
    return Frame("?", 0, "?", "")


def _cleaned_header(raw: bytes) -> dict[str, Node]:
    """The header of a message of theirs: no text in it, wherever it goes from here, steers what shows it."""
    header = parse_header(raw)
    return cleaned(header) if may_steer(raw) else header
