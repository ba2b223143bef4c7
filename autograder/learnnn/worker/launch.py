"""How a worker process comes to be: the one interface, and the two ways there are.

`ForkServerLauncher` (Linux) keeps a warm parent and forks from it: a fresh worker for every check costs milliseconds.
`SubprocessLauncher` (everywhere) starts an interpreter, which is slow, so its workers serve one check after another.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from learnnn.errors import WorkerError
from learnnn.model import Isolation, Limits
from learnnn.worker.channel import Channel, Message, ProtocolError

START_TIMEOUT_S = 120
AHEAD = 2  # workers forked before they are needed: a check talks to the student's and to the reference's


class Process(Protocol):
    """A running worker, not yet told whose code it is to run."""

    channel: Channel
    output_fd: int  # everything it prints, standard output and standard error together
    is_reusable: bool

    @property
    def pid(self) -> int: ...

    def kill(self) -> None:
        """End it and what it started; safe to call at any time, from any thread."""

    def wait(self) -> int | None:
        """Kill it if it still runs, and wait; its exit code (negative: the signal), None when unknown."""

    def dispose(self) -> None:
        """Kill it and free what the judge holds of it, without waiting for its end where that takes time."""


class Launcher(Protocol):
    """A way to start workers that have imported `preload` and keep `limits`."""

    name: str

    @property
    def isolation(self) -> Isolation: ...

    def start(self) -> Process: ...

    def close(self) -> None: ...


def launcher_for(preload: Sequence[str], limits: Limits) -> Launcher:
    """The best launcher for this platform. Returns at once: imports go on in the background."""
    if sys.platform == "linux" and hasattr(os, "pidfd_open"):
        return ForkServerLauncher(preload, limits)
    return SubprocessLauncher(preload, limits)


class Launchers:
    """The launchers of one run: one for each set of imports and limits, started when it is first asked for."""

    def __init__(self, strongest: Isolation = Isolation.NAMESPACES, weakest: Isolation = Isolation.PROCESS) -> None:
        self._strongest, self._weakest = strongest, weakest
        self._started: dict[tuple[tuple[str, ...], Limits], Launcher] = {}

    def get(self, preload: tuple[str, ...], limits: Limits) -> Launcher:
        """The launcher for these imports and limits. Returns at once: its imports go on in the background."""
        if (preload, limits) not in self._started:
            self._started[preload, limits] = launcher_for(preload, limits)
        return self._started[preload, limits]

    def close(self) -> None:
        for launcher in self._started.values():
            launcher.close()
        self._started.clear()


# -- an interpreter for each worker -------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Subprocess:
    popen: subprocess.Popen[bytes]
    channel: Channel
    output_fd: int
    is_reusable: bool = True

    @property
    def pid(self) -> int:
        return self.popen.pid

    def kill(self) -> None:
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                self.popen.kill()
            else:
                os.killpg(self.popen.pid, signal.SIGKILL)

    def wait(self) -> int | None:
        if self.popen.poll() is None:
            self.kill()
        code = self.popen.wait()
        self.kill()  # what it left behind in its process group
        return code

    def dispose(self) -> None:
        self.wait()
        for stream in (self.popen.stdin, self.popen.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


class SubprocessLauncher:
    """Starts `python -m learnnn.worker.guest`; the protocol runs over its standard input and output."""

    name = "subprocess"
    isolation = Isolation.PROCESS

    def __init__(self, preload: Sequence[str], limits: Limits) -> None:
        self._settings = _settings(preload, limits) | {"cpu_s": limits.cpu_s * 100}  # it serves many checks
        self._spare: _Subprocess | None = self._launch()

    def start(self) -> Process:
        process, self._spare = self._spare or self._launch(), None
        impatience = threading.Timer(START_TIMEOUT_S, process.kill)
        impatience.start()
        try:
            process.channel.receive()  # it is ready: its imports are not the student's time
        except (EOFError, OSError, ProtocolError) as error:
            said = os.read(process.output_fd, 1 << 16)
            process.dispose()
            raise _did_not_start(said) from error
        finally:
            impatience.cancel()
        return process

    def close(self) -> None:
        if self._spare is not None:
            self._spare.dispose()
            os.close(self._spare.output_fd)
            self._spare = None

    def _launch(self) -> _Subprocess:
        pipe, pipe_out = subprocess.PIPE, subprocess.PIPE
        popen = subprocess.Popen(
            _python("learnnn.worker.guest"), stdin=pipe, stdout=pipe_out, stderr=subprocess.PIPE, bufsize=0,
            env=_environment(), start_new_session=True,
        )  # fmt: skip
        assert popen.stdin is not None and popen.stdout is not None and popen.stderr is not None
        channel = Channel(popen.stdout.fileno(), popen.stdin.fileno())
        channel.send(Message(self._settings))
        output_fd = os.dup(popen.stderr.fileno())
        popen.stderr.close()
        return _Subprocess(popen, channel, output_fd)


# -- a fork server ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Forked:
    pid: int
    pidfd: int
    socket: socket.socket
    status_fd: int
    output_fd: int
    is_reusable: bool = False
    channel: Channel = field(init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.channel = Channel(self.socket.fileno(), self.socket.fileno())

    def kill(self) -> None:
        with self._lock, contextlib.suppress(OSError):
            if self.pidfd >= 0:
                signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
            self.socket.shutdown(socket.SHUT_RDWR)  # wakes the judge even if another process holds the other end

    def wait(self) -> int | None:
        self.kill()
        raw = os.read(self.status_fd, 4)
        return os.waitstatus_to_exitcode(struct.unpack(">i", raw)[0]) if len(raw) == 4 else None

    def dispose(self) -> None:
        self.kill()  # the server reaps it
        with self._lock:
            os.close(self.pidfd)
            self.pidfd = -1
            self.socket.close()
        os.close(self.status_fd)


class _Order:
    """A worker asked for but not yet received: our ends of its channel, its output and its exit status."""

    def __init__(self, control: socket.socket) -> None:
        self._socket, theirs = socket.socketpair()
        self._output, output_write = os.pipe()
        self._status, status_write = os.pipe()
        try:
            socket.send_fds(control, [b"w"], [theirs.fileno(), output_write, status_write])
        except OSError:
            self.cancel()
            raise
        finally:
            theirs.close()
            os.close(output_write)
            os.close(status_write)

    def receive(self, control: socket.socket) -> _Forked:
        """The worker, once the server has forked it."""
        try:
            data, fds, _, _ = socket.recv_fds(control, 8, 1)
            return _Forked(struct.unpack(">q", data)[0], fds[0], self._socket, self._status, self._output)
        except (OSError, struct.error):
            self.cancel()
            raise

    def cancel(self) -> None:
        """Forget it: a worker whose channel is closed ends by itself."""
        self._socket.close()
        os.close(self._output)
        os.close(self._status)


class ForkServerLauncher:
    """Keeps one `learnnn.worker.fork_server` alive and asks it for workers ahead of need."""

    name = "fork server"
    isolation = Isolation.PROCESS

    def __init__(self, preload: Sequence[str], limits: Limits) -> None:
        self._settings = _settings(preload, limits)
        self._lock = threading.Lock()
        self._orders: deque[_Order] = deque()
        self._launch()

    def start(self) -> Process:
        with self._lock:
            try:
                return self._start()
            except (OSError, struct.error):  # the server died: once more with a new one
                self._stop()
                self._launch()
                try:
                    return self._start()
                except (OSError, struct.error) as error:
                    raise self._failure() from error

    def close(self) -> None:
        with self._lock:
            self._stop()

    def _launch(self) -> None:
        ours, theirs = socket.socketpair()
        ours.settimeout(START_TIMEOUT_S)
        command = [*_python("learnnn.worker.fork_server"), str(theirs.fileno()), json.dumps(self._settings)]
        self._server = subprocess.Popen(
            command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
            env=_environment(), start_new_session=True,
        )  # fmt: skip
        theirs.close()
        self._control = ours
        self._is_ready = False

    def _start(self) -> _Forked:
        """A worker that was ordered ahead; the next ones are forked while this one works."""
        if not self._is_ready:
            if self._control.recv(5) != b"ready":
                raise self._failure()
            self._is_ready = True
        self._order_ahead()
        process = self._orders.popleft().receive(self._control)
        try:
            if self._server.poll() is not None:  # a worker ordered ahead has died with it
                raise ConnectionResetError
            self._order_ahead()
        except OSError:
            process.dispose()
            os.close(process.output_fd)
            raise
        return process

    def _order_ahead(self) -> None:
        while len(self._orders) < AHEAD:
            self._orders.append(_Order(self._control))

    def _stop(self) -> None:
        while self._orders:
            self._orders.pop().cancel()
        self._control.close()
        self._server.kill()
        self._server.wait()
        if self._server.stderr is not None:
            self._server.stderr.close()

    def _failure(self) -> WorkerError:
        self._server.kill()
        return _did_not_start(self._server.stderr.read() if self._server.stderr is not None else b"")


def _did_not_start(said: bytes) -> WorkerError:
    last = said.decode(errors="replace").strip().splitlines()[-1:] or ["no reason given"]
    return WorkerError(f"the worker process did not start: {last[0]}", next_step="Run `learnnn doctor`.")


def _settings(preload: Sequence[str], limits: Limits) -> dict[str, object]:
    return {
        "preload": list(preload),
        "memory_mb": limits.memory_mb,
        "cpu_s": limits.cpu_s,
        "answer_bytes": limits.answer_mb << 20,
    }


def _python(module: str) -> list[str]:
    """`-P`: the folder learnnn was started in is nobody's library. `-B`: a worker writes no files."""
    return [sys.executable, "-P", "-B", "-m", module]


def _environment() -> dict[str, str]:
    """What a worker may know of ours: where libraries are; one thread each, so that CPU time means work."""
    keep = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "VIRTUAL_ENV", "HOME", "TMPDIR", "LANG", "CUDA_VISIBLE_DEVICES")
    settings = {"MPLBACKEND": "Agg", "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8:replace", "KMP_BLOCKTIME": "0"}
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {name: os.environ[name] for name in keep if name in os.environ} | settings | threads
