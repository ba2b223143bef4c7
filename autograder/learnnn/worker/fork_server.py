"""A warm parent for workers (Linux): imports what an exercise needs once, then forks a fresh, confined worker in milliseconds.

It never runs student code and never starts a thread: a child forked beside a running thread may hang for ever. Its settings
are the first message on the control socket; it answers `ready`. The judge asks for a worker by sending one byte with four
descriptors (the worker's channel, its output, the memory of its inputs, and a pipe for its exit status); the answer is a
descriptor of the process (a pidfd), which cannot come to mean another process. The worker says `ready` on its channel once it
is confined. When a worker ends, its exit status (as of `waitpid`) is written to the status pipe.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import struct
import sys
import tempfile
from typing import Any, NoReturn

from learnnn.worker import inputs, limits, serving
from learnnn.worker.channel import Channel, Message
from learnnn.worker.confinement import jail
from learnnn.worker.confinement.levels import LEVELS, Level, Process
from learnnn.worker.huge_pages import use_huge_pages
from learnnn.worker.rehearsal import rehearse

SETUP_FAILED = 70  # exit code of a worker that could not be confined


class ForkServer:
    """Forks workers on request and reports how they ended, until the judge hangs up."""

    def __init__(self, control: socket.socket, level: Level, settings: dict[str, Any]) -> None:
        self._control = control
        self._level = level
        self._settings = settings
        self._workers: dict[int, tuple[int, int]] = {}  # pidfd: (pid, status pipe)
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)

    def run(self) -> None:
        while True:
            for fd, _ in self._poll.poll():
                if fd == self._control.fileno():
                    data, fds, _, _ = socket.recv_fds(self._control, 1, 4)
                    if not data:
                        return
                    self._fork(*fds)
                else:
                    self._bury(fd)

    def _fork(self, channel: int, output: int, memory: int, status: int) -> None:
        pid = self._level.fork()
        if pid == 0:
            _become_worker(channel, output, memory, self._level, self._settings)
        for fd in (channel, output, memory):
            os.close(fd)
        pidfd = os.pidfd_open(pid)
        self._workers[pidfd] = (pid, status)
        self._poll.register(pidfd, select.POLLIN)
        socket.send_fds(self._control, [b"w"], [pidfd])

    def _bury(self, pidfd: int) -> None:
        pid, status = self._workers.pop(pidfd)
        self._poll.unregister(pidfd)
        os.close(pidfd)
        _, code = os.waitpid(pid, 0)
        if isinstance(self._level, Process):  # a confined worker leaves nothing behind
            _kill_orphans({pid for pid, _ in self._workers.values()})
        with contextlib.suppress(BrokenPipeError):  # the judge did not wait for it
            os.write(status, struct.pack(">i", code))
        os.close(status)


def _become_worker(channel: int, output: int, memory: int, level: Level, settings: dict[str, Any]) -> NoReturn:
    """In the child. Anything unexpected ends it before it is told whose code to run."""
    code = SETUP_FAILED
    try:
        os.setsid()
        serving.redirect(output)
        of_inputs = inputs.mapped(memory)
        level.confine({channel})
        limits.apply(memory_mb=settings["memory_mb"], cpu_s=settings["cpu_s"], image=settings["image"])
        if not isinstance(level, Process):
            os.environ.clear()
            places = {"HOME": jail.SCRATCH, "TMPDIR": jail.SCRATCH}
            os.environ.update(places | limits.ONE_THREAD, LANG="C.UTF-8", MPLBACKEND="Agg")
            tempfile.tempdir = None  # what was imported may have asked where temporary files go, before it was here
        gc.enable()
        connection = Channel(channel, channel)
        connection.send(Message({"ready": True}))
        code = 0
        serving.serve(connection, settings["answer_bytes"], of_inputs)
    except Exception as error:
        if code:
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
        raise
    finally:
        os._exit(code)


def _kill_orphans(workers: set[int]) -> None:
    """Kill and reap what ended workers left behind."""
    with open(f"/proc/self/task/{os.getpid()}/children") as listing:
        orphans = {int(pid) for pid in listing.read().split()} - workers
    for pid in orphans:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def main() -> None:
    control = socket.socket(fileno=int(sys.argv[1]))
    settings = json.loads(control.recv(1 << 16))
    serving.warm_up(settings["preload"], settings["packages"])
    rehearse(settings["preload"])
    if len(os.listdir("/proc/self/task")) != 1:
        raise SystemExit("the fork server has more than one thread: forking it is not safe")
    gc.collect()
    gc.freeze()
    use_huge_pages()
    size_mb, data_mb = limits.image()
    settings["image"] = size_mb + (inputs.SIZE >> 20), data_mb
    level = LEVELS[settings["level"]]()
    try:
        level.prepare(settings["packages"])
    except OSError as error:
        raise SystemExit(error.strerror or str(error)) from None
    control.send(b"ready")
    ForkServer(control, level, settings).run()


if __name__ == "__main__":
    main()
