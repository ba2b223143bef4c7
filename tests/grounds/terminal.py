"""A real terminal with a program in it, and eyes on its screen."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyte

QUIET_S = 0.05  # between two looks at the screen

# Synchronised output: a program that knows the terminal has it says where each frame begins and ends.
SYNCHRONISED = b"\x1b[?2026"
IS_IT_THERE, IT_IS = SYNCHRONISED + b"$p", SYNCHRONISED + b";2$y"


class Terminal:
    """A pseudo-terminal of so many columns and rows, and the program that it controls."""

    def __init__(self, command: list[str], cwd: Path, columns: int, rows: int, env: dict[str, str]) -> None:
        self._master, self._slave = pty.openpty()
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.sent = b""  # everything that the program wrote
        self.resize(columns, rows)
        self.settings = self._settings()
        self.process = subprocess.Popen(
            command, cwd=cwd, stdin=self._slave, stdout=self._slave, stderr=self._slave, start_new_session=True,
            env=os.environ | {"TERM": "xterm-256color"} | env, preexec_fn=self._control,  # noqa: PLW1509  # it takes no lock
        )  # fmt: skip

    def resize(self, columns: int, rows: int) -> None:
        """As a window does: the kernel tells the program."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._screen.resize(rows, columns)

    def type(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    @property
    def screen(self) -> str:
        """What can be read on it now, row by row."""
        self._read()
        return "\n".join(row.rstrip() for row in self._screen.display)

    def wait_for(self, *words: str, timeout_s: float = 60) -> str:
        """The screen, once all these words are on it."""
        return self.wait_until(lambda screen: all(word in screen for word in words), f"no {words}", timeout_s)

    def wait_until(self, holds: Callable[[str], bool], complaint: str, timeout_s: float = 60) -> str:
        deadline = time.monotonic() + timeout_s
        while not holds(screen := self.screen) or self._is_half_drawn:
            assert time.monotonic() < deadline, f"{complaint} within {timeout_s} s:\n{screen}"
            assert self.process.poll() is None, f"{complaint}, and it ended:\n{self.sent.decode(errors='replace')}"
            select.select([self._master], [], [], QUIET_S)
        return screen

    def wait_for_the_end(self, timeout_s: float = 30) -> int:
        """The exit code."""
        deadline = time.monotonic() + timeout_s
        while self.process.poll() is None:
            assert time.monotonic() < deadline, f"it did not end:\n{self.screen}"
            self._read()
            time.sleep(QUIET_S)
        self._read()
        return self.process.returncode

    @property
    def is_restored(self) -> bool:
        """Whether the normal screen is back with its cursor, no mode is left on, and keys are read as before."""
        screen, cursor = (self._last(mode) for mode in (b"\x1b[?1049", b"\x1b[?25"))
        pasting = self._last(b"\x1b[?2004")
        return (screen, cursor, pasting) == (b"l", b"h", b"l") and self._settings() == self.settings

    def hang_up(self) -> None:
        """As when the window is closed."""
        os.close(self._slave)
        os.close(self._master)
        self._master = self._slave = -1

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for descriptor in (self._master, self._slave):
            if descriptor >= 0:
                os.close(descriptor)

    def _read(self) -> None:
        while select.select([self._master], [], [], 0)[0]:
            data = os.read(self._master, 1 << 16)
            self.sent += data
            self._stream.feed(data)
            if IS_IT_THERE in data:
                os.write(self._master, IT_IS)

    @property
    def _is_half_drawn(self) -> bool:
        return self._last(SYNCHRONISED) == b"h"

    def _last(self, mode: bytes) -> bytes:
        """Whether the mode was switched on (h) or off (l) last."""
        end = self.sent.rfind(mode) + len(mode)
        return self.sent[end : end + 1]

    def _settings(self) -> list[Any]:
        return termios.tcgetattr(self._slave)

    def _control(self) -> None:
        """In the child: this is the terminal it belongs to."""
        fcntl.ioctl(self._slave, termios.TIOCSCTTY, 0)


@contextlib.contextmanager
def terminal(
    command: list[str], cwd: Path, *, columns: int = 80, rows: int = 24, env: dict[str, str] | None = None
) -> Iterator[Terminal]:
    """A terminal that is closed at the end, with whatever runs in it."""
    opened = Terminal(command, cwd, columns, rows, env or {})
    try:
        yield opened
    finally:
        opened.close()
