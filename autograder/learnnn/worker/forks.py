"""Workers forked from a warm parent (Linux): a fresh one for every check costs milliseconds."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import struct
import subprocess
import threading
from collections import deque
from dataclasses import dataclass, field

from learnnn.core.errors import WorkerError
from learnnn.core.model import Isolation
from learnnn.worker import proof
from learnnn.worker.channel import Channel, ProtocolError
from learnnn.worker.inputs import Inputs
from learnnn.worker.process import START_TIMEOUT_S, Process, Setup, did_not_start, environment, python

END_TIMEOUT_S = 10
KILLED = (-signal.SIGKILL, 255)  # itself, or the part of it that is in a namespace
AHEAD = 2  # workers forked before they are needed: while one works, the next is made


@dataclass(slots=True)
class _Forked:
    pidfd: int
    socket: socket.socket
    status_fd: int
    output_fd: int
    inputs: Inputs
    is_reusable: bool = False
    pid: int = field(init=False)  # as the judge sees it; in its own namespace it may be 1
    channel: Channel = field(init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.pid = _pid_of(self.pidfd)
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
        self.inputs.close()


class _Order:
    """A worker asked for but not yet received: our ends of its channel, its output, its exit status, the memory of its inputs."""

    def __init__(self, control: socket.socket) -> None:
        self._socket, theirs = socket.socketpair()
        self._output, output_write = os.pipe()
        self._status, status_write = os.pipe()
        self._inputs = Inputs()
        try:
            socket.send_fds(control, [b"w"], [theirs.fileno(), output_write, self._inputs.fd, status_write])
        except OSError:
            self.cancel()
            raise
        finally:
            theirs.close()
            os.close(output_write)
            os.close(status_write)

    def receive(self, control: socket.socket) -> _Forked:
        """The worker, once the server has forked it. Raises OSError if the server is gone."""
        try:
            _, fds, _, _ = socket.recv_fds(control, 1, 1)
            if not fds:
                raise ConnectionResetError
            return _Forked(fds[0], self._socket, self._status, self._output, self._inputs)
        except OSError:
            self.cancel()
            raise

    def cancel(self) -> None:
        """Forget it: a worker whose channel is closed ends by itself."""
        self._socket.close()
        os.close(self._output)
        os.close(self._status)
        self._inputs.close()


class ForkServerLauncher:
    """Keeps one `learnnn.worker.fork_server` of a level alive and asks it for workers ahead of need.

    Every server proves its level before it is used (`learnnn.worker.proof`): a new one too, after one that died.
    """

    def __init__(self, setup: Setup, isolation: Isolation) -> None:
        self.isolation = isolation
        self._settings = setup.as_settings() | {"level": isolation.value}
        self._lock = threading.Lock()
        self._orders: deque[_Order] = deque()
        self._launch()

    def start(self) -> Process:
        """A fresh worker. Raises WorkerError where this level cannot be had."""
        with self._lock:
            try:
                return self._start()
            except OSError:  # the server died: once more with a new one
                self._stop()
                self._launch()
                try:
                    return self._start()
                except OSError as error:
                    raise self._failure() from error

    def close(self) -> None:
        with self._lock:
            self._stop()

    def _launch(self) -> None:
        ours, theirs = socket.socketpair()
        ours.settimeout(START_TIMEOUT_S)
        self._server = subprocess.Popen(
            [*python("learnnn.worker.fork_server"), str(theirs.fileno())], pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment(), start_new_session=True,
        )  # fmt: skip
        theirs.close()
        ours.send(json.dumps(self._settings).encode())
        self._control = ours
        self._is_ready = False

    def _start(self) -> _Forked:
        """A worker that was ordered ahead; the next ones are forked while this one works."""
        if not self._is_ready:
            self._await_server()
        return self._next()

    def _await_server(self) -> None:
        if self._control.recv(5) != b"ready":
            if self._server.wait(END_TIMEOUT_S) in KILLED:  # that says nothing about the level
                raise ConnectionResetError
            raise self._failure()
        breaches = proof.breaches(self._next, self.isolation)
        if breaches:
            raise WorkerError(
                f"it does not hold here: {'; '.join(breaches)}", next_step="Run `learnnn doctor --isolation`."
            )
        self._is_ready = True

    def _next(self) -> _Forked:
        self._order_ahead()
        process = self._orders.popleft().receive(self._control)
        try:
            select.select([process.socket], [], [], START_TIMEOUT_S)
            process.channel.receive()  # it is confined
            if self._server.poll() is not None:  # a worker ordered ahead has died with it
                raise ConnectionResetError
            self._order_ahead()
        except (EOFError, ProtocolError) as error:
            said = os.read(process.output_fd, 1 << 16)
            _discard(process)
            if self._server.poll() is not None:
                raise ConnectionResetError from error
            raise did_not_start(said) from error
        except OSError:
            _discard(process)
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
        return did_not_start(self._server.stderr.read() if self._server.stderr is not None else b"")


def _discard(process: _Forked) -> None:
    process.dispose()
    os.close(process.output_fd)


def _pid_of(pidfd: int) -> int:
    """The process's id in our own namespace: what a descriptor sent by another one means here."""
    with open(f"/proc/self/fdinfo/{pidfd}") as info:
        return next(int(line.split()[1]) for line in info if line.startswith("Pid:"))
