"""A warm parent for workers (Linux): imports what an exercise needs once, then forks a fresh worker in milliseconds.

It never runs student code and never starts a thread: a child forked beside a running thread may hang for ever. The judge
asks for a worker over the control socket by sending one byte with three descriptors (the worker's channel, its output, and
a pipe for its exit status); the answer is the worker's pid with a descriptor of the process (a pidfd), which cannot come to
mean another process. When a worker ends, its exit status (as of `waitpid`) is written to the status pipe. Processes that a
worker leaves behind become children of this server, and are killed.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import select
import signal
import socket
import struct
import sys
from typing import Any, NoReturn

from learnnn.worker import guest, limits
from learnnn.worker.channel import Channel

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36


class ForkServer:
    """Forks workers on request and reports how they ended, until the judge hangs up."""

    def __init__(self, control: socket.socket, settings: dict[str, Any]) -> None:
        self._control = control
        self._settings = settings
        self._workers: dict[int, tuple[int, int]] = {}  # pidfd: (pid, status pipe)
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)

    def run(self) -> None:
        while True:
            for fd, _ in self._poll.poll():
                if fd == self._control.fileno():
                    data, fds, _, _ = socket.recv_fds(self._control, 1, 3)
                    if not data:
                        return
                    self._fork(*fds)
                else:
                    self._bury(fd)

    def _fork(self, channel: int, output: int, status: int) -> None:
        pid = os.fork()
        if pid == 0:
            _become_worker(channel, output, self._settings)
        os.close(channel)
        os.close(output)
        pidfd = os.pidfd_open(pid)
        self._workers[pidfd] = (pid, status)
        self._poll.register(pidfd, select.POLLIN)
        socket.send_fds(self._control, [struct.pack(">q", pid)], [pidfd])

    def _bury(self, pidfd: int) -> None:
        pid, status = self._workers.pop(pidfd)
        self._poll.unregister(pidfd)
        os.close(pidfd)
        _, code = os.waitpid(pid, 0)
        _kill_orphans({pid for pid, _ in self._workers.values()})
        with contextlib.suppress(BrokenPipeError):  # the judge did not wait for it
            os.write(status, struct.pack(">i", code))
        os.close(status)


def _become_worker(channel: int, output: int, settings: dict[str, Any]) -> NoReturn:
    """In the child: only the worker's own descriptors stay open. Anything unexpected ends the process."""
    try:
        os.setsid()
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        guest.redirect(output)
        _close_all_but(channel)
        gc.enable()

        limits.apply(memory_mb=settings["memory_mb"], cpu_s=settings["cpu_s"])
        guest.serve(Channel(channel, channel), settings["answer_bytes"])
    finally:
        os._exit(0)


def _close_all_but(*keep: int) -> None:
    for fd in map(int, os.listdir("/proc/self/fd")):
        if fd > 2 and fd not in keep:
            with contextlib.suppress(OSError):  # the listing's own descriptor is closed already
                os.close(fd)


def _kill_orphans(workers: set[int]) -> None:
    """Kill and reap what ended workers left behind."""
    with open(f"/proc/self/task/{os.getpid()}/children") as listing:
        orphans = {int(pid) for pid in listing.read().split()} - workers
    for pid in orphans:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


_libc = ctypes.CDLL(None)


def _prctl(option: int, value: int) -> None:
    _libc.prctl(option, value, 0, 0, 0)


def main() -> None:
    control = socket.socket(fileno=int(sys.argv[1]))
    settings = json.loads(sys.argv[2])
    _prctl(PR_SET_CHILD_SUBREAPER, 1)
    guest.warm_up(settings["preload"])
    if len(os.listdir("/proc/self/task")) != 1:
        raise SystemExit("the fork server has more than one thread: forking it is not safe")
    gc.collect()
    gc.freeze()
    control.send(b"ready")
    ForkServer(control, settings).run()


if __name__ == "__main__":
    main()
