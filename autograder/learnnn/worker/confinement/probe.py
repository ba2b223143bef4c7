"""An attacker's attempts, run as if they were a student's file in a worker that is to be trusted with one.

The judge plants what is attacked: a secret file that everybody may read, a folder that everybody may write to, listeners,
and itself. `attempts` tries all of it and says what came of it; whoever reads the answer decides what must not have. Where an
attempt succeeds nothing comes to harm.
"""

from __future__ import annotations

import ctypes
import importlib
import mmap
import os
import signal
import socket
from collections.abc import Callable
from typing import Any

_libc = ctypes.CDLL(None, use_errno=True)
_PTRACE_SEIZE, _NEW_USER_NAMESPACE = 0x4206, 0x10000000  # seizing does not stop the one who is traced


def attempts(secret: str, folder: str, port: int, abstract: str, judge: int) -> dict[str, bool]:
    """What succeeded, by name. `judge` is the process id of the judge, `port` is one of TCP on loopback."""
    tries: dict[str, Callable[[], Any]] = {
        "read a file of somebody else's": lambda: _read(secret),
        "list somebody else's folder": lambda: os.listdir(folder),
        "follow a link of somebody else's": lambda: os.readlink(os.path.join(folder, "link")),
        "enter somebody else's folder": lambda: os.chdir(folder),
        "read what a file of somebody else's is marked with": lambda: os.listxattr(secret),
        "write outside its scratch folder": lambda: _write(os.path.join(folder, "planted")),
        "write to the root folder": lambda: _write("/planted"),
        "change the library it runs": lambda: _write(os.__file__, "ab"),
        "reach a TCP port": lambda: socket.create_connection(("127.0.0.1", port), 0.2).close(),
        "send a UDP packet": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", port)),
        "reach a local socket": lambda: socket.socket(socket.AF_UNIX).connect(abstract),
        "open a raw socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1),
        "signal another process": lambda: os.kill(judge, 0),
        "signal every process": lambda: os.kill(-1, 0),
        "see another process": lambda: os.stat(f"/proc/{judge}"),
        "read another process's environment": lambda: _read(f"/proc/{judge}/environ"),
        "read another process's memory": lambda: _read(f"/proc/{judge}/mem"),
        "trace another process": lambda: _call(_libc.ptrace, _PTRACE_SEIZE, judge, 0, 0),
        "start a process": _fork,
        "run a program": lambda: os.posix_spawn("/bin/true", ["true"], {}),
        "make memory that no limit counts": lambda: os.memfd_create("planted"),
        "become root": lambda: os.setuid(0),
        "use a right of root's": _have_capabilities,
        "make a user namespace": lambda: _call(_libc.unshare, _NEW_USER_NAMESPACE),
        "mount something": lambda: _call(_libc.mount, b"none", b"/proc", b"tmpfs", 0, None),
        "raise its limits": _raise_limits,
        "reach another process's limits": lambda: _call(_libc.prlimit, judge, 7, None, ctypes.create_string_buffer(16)),
    }
    return {name: _succeeds(attempt) for name, attempt in tries.items()}


def works(scratch: str | None) -> dict[str, bool]:
    """What honest code does all the time; with a scratch folder also files of its own."""
    tries: dict[str, Callable[[], Any]] = {
        "import a module of the standard library": lambda: importlib.import_module("colorsys"),
        "map memory": lambda: mmap.mmap(-1, 1 << 20).close(),
        "read random numbers": lambda: os.urandom(8),
        "handle a signal": lambda: signal.signal(signal.SIGTERM, signal.SIG_DFL),
        "compute with arrays": _multiply,
    }
    if scratch is not None:
        tries["write to its scratch folder"] = lambda: _write(os.path.join(scratch, "mine"))
    return {name: _succeeds(attempt) for name, attempt in tries.items()}


def _succeeds(attempt: Callable[[], Any]) -> bool:
    try:
        attempt()
    except Exception:  # refused, in whatever way  # noqa: BLE001  # that it is refused is all that counts
        return False
    return True


def _multiply() -> None:
    ones = importlib.import_module("numpy").ones((64, 64))
    ones @ ones


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read(1)


def _write(path: str, mode: str = "wb") -> None:
    with open(path, mode) as file:
        file.write(b"")


def _fork() -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def _call(function: Callable[..., int], *args: Any) -> None:
    if function(*args) < 0:
        _refuse()


def _have_capabilities() -> None:
    """Any but that of reading everywhere, which a worker may need to reach its library."""
    header, data = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    _call(_libc.capget, header, data)
    if not (data[1] & ~(1 << 2) or data[4]):
        _refuse()


def _raise_limits() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _refuse() -> None:
    raise PermissionError
