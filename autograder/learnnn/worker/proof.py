"""Proves a level of isolation on this machine, today: an attacker's probe in a real worker of that level must fail.

Kernel versions and settings are not asked: what counts is what happens. It takes a few milliseconds, so that every fork
server is put to the proof before its first submission.
"""

from __future__ import annotations

import contextlib
import os
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from learnnn.core.model import Isolation
from learnnn.worker.channel import Message, Node, ProtocolError
from learnnn.worker.confinement import jail
from learnnn.worker.process import Process

PATIENCE_S = 30
_PROBE = Path(__file__).parent / "confinement" / "probe.py"
_PERMITTED = {  # attempts that may succeed at a level
    Isolation.NAMESPACES: frozenset[str](),
    Isolation.LANDLOCK: frozenset({"see another process"}),
}


class _Unproved(Exception):  # noqa: N818  # it says what is missing
    """The probe did not run to its end."""


@dataclass(frozen=True, slots=True)
class _Targets:
    """What is planted for the probe to attack."""

    secret: str
    folder: str
    port: int
    abstract: str


def breaches(start: Callable[[], Process], isolation: Isolation) -> list[str]:
    """What code in a worker of this level can do and must not, or cannot and must; empty if the level holds."""
    if isolation is Isolation.PROCESS:
        return []  # it promises nothing
    try:
        with _targets() as targets, _worker(start) as ask:
            ask(_load())
            planted = (targets.secret, targets.folder, targets.port, targets.abstract)
            attacked = _answers(ask(_call("attempts", *planted, os.getpid())))
            worked = _answers(ask(_call("works", jail.SCRATCH if isolation is Isolation.NAMESPACES else None)))
    except _Unproved as unproved:
        return [str(unproved)]
    return [
        *(
            f"code could {name}"
            for name, succeeded in attacked.items()
            if succeeded and name not in _PERMITTED[isolation]
        ),
        *(f"code could not {name}" for name, succeeded in worked.items() if not succeeded),
    ]


def _load() -> dict[str, Node]:
    source = _PROBE.read_text(encoding="utf-8")
    return {
        "op": "load",
        "source": source,
        "filename": _PROBE.name,
        "name": "probe",
        "imports": ["numpy"],
        "stage": None,
    }


def _call(name: str, *args: object) -> dict[str, Node]:
    return {"op": "call", "on": 0, "name": name, "args": list(args), "kwargs": {}, "watch": False}


@contextmanager
def _worker(start: Callable[[], Process]) -> Iterator[Callable[[dict[str, Node]], dict[str, Node]]]:
    """A worker to be asked; that it answers at all, and in time, is part of the proof."""
    process = start()
    impatience = threading.Timer(PATIENCE_S, process.kill)
    impatience.start()

    def ask(request: dict[str, Node]) -> dict[str, Node]:
        try:
            process.channel.send(Message(request))
            return process.channel.receive(1 << 20).header
        except (EOFError, OSError, ProtocolError):
            raise _Unproved("the probe was ended while it ran") from None

    try:
        yield ask
    finally:
        impatience.cancel()
        process.dispose()
        os.close(process.output_fd)


def _answers(reply: dict[str, Any]) -> dict[str, bool]:
    match reply:
        case {"value": {"t": "dict", "v": [_, *_] as pairs}}:
            return {str(name): answer is not False for name, answer in pairs}
        case {"error": {"type": kind, "message": message}}:
            raise _Unproved(f"the probe failed: {kind}: {message}")
    raise _Unproved("the probe gave no answer")


@contextmanager
def _targets() -> Iterator[_Targets]:
    """A secret that everybody may read in a folder that everybody may write to, and listeners that accept anybody."""
    with tempfile.TemporaryDirectory(prefix="learnnn-proof-") as folder, contextlib.ExitStack() as stack:
        Path(folder).chmod(0o777)  # so that only confinement keeps the probe out
        secret = Path(folder, "secret")
        secret.write_text("secret")
        secret.chmod(0o644)
        Path(folder, "link").symlink_to(secret)
        tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        local = stack.enter_context(socket.socket(socket.AF_UNIX))
        abstract = f"\0{Path(folder).name}"
        local.bind(abstract)
        local.listen()
        yield _Targets(str(secret), folder, tcp.getsockname()[1], abstract)
