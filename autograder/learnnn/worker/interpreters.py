"""Workers that are interpreters started one by one (everywhere): slow, so each serves one check after another."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass

from learnnn.core.model import Isolation
from learnnn.worker.channel import Channel, Message, ProtocolError
from learnnn.worker.process import START_TIMEOUT_S, Process, Setup, did_not_start, environment, python


@dataclass(slots=True)
class _Subprocess:
    popen: subprocess.Popen[bytes]
    channel: Channel
    output_fd: int
    is_reusable: bool = True
    inputs: None = None

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
    """Starts `python -m learnnn.worker.serving`; the protocol runs over its standard input and output."""

    isolation = Isolation.PROCESS

    def __init__(self, setup: Setup) -> None:
        self._settings = setup.as_settings() | {"cpu_s": setup.limits.cpu_s * 100}  # it serves many checks
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
            raise did_not_start(said) from error
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
            python("learnnn.worker.serving"), stdin=pipe, stdout=pipe_out, stderr=subprocess.PIPE, bufsize=0,
            env=environment(), start_new_session=True,
        )  # fmt: skip
        assert popen.stdin is not None and popen.stdout is not None and popen.stderr is not None
        channel = Channel(popen.stdout.fileno(), popen.stdin.fileno())
        channel.send(Message(self._settings))
        output_fd = os.dup(popen.stderr.fileno())
        popen.stderr.close()
        return _Subprocess(popen, channel, output_fd)
