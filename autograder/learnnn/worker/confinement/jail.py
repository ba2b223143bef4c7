"""A root folder that holds only what is needed, and namespaces of its own: files, processes, network, users.

The fork server enters once (`enter`); each worker is then forked into a process namespace of its own (`Nursery`) and gets
a scratch folder and a /proc of its own (`furnish`). Needs Linux 5.12 for recursive read-only mounts.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from learnnn.worker.confinement import kernel
from learnnn.worker.confinement.readable import DEVICES

SCRATCH = "/scratch"
NOBODY = 61_000  # an id that nobody has: what root becomes
_BASE = "/tmp"  # noqa: S108  # where the new root is built: a folder that exists everywhere, under a private tmpfs
_SCRATCH_OPTIONS = "mode=700,size=32m,nr_inodes=1k"
_FLAGS = kernel.NOSUID | kernel.NODEV
_LINKS_TO_LIBRARIES = ("/lib", "/lib32", "/lib64")  # on most systems links into /usr
_EXPECTED_SCRATCH = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108  # where programs look for one


def enter(readable: Sequence[str]) -> None:
    """Move this single-threaded process into the jail, for good. Returns in a child, which is process 1 of its namespace.

    The process that called stays behind until the child ends, and ends as it did. Raises OSError where the kernel refuses.
    """
    uid, gid = os.getuid(), os.getgid()
    if uid:
        kernel.unshare("user", "mount")
        _map_to_self(uid, gid)
    else:
        kernel.unshare("mount")
    kernel.mount(None, "/", None, kernel.RECURSIVE | kernel.PRIVATE)
    _change_root(readable)
    if (
        uid == 0
    ):  # with the mounts made, root's rights have served: they are given up, and a user namespace owned instead
        become_nobody()
        kernel.be_dumpable(dumpable=True)  # else its own files in /proc are root's
        kernel.unshare("user", "mount")
        _map_to_self(NOBODY, NOBODY)
    kernel.unshare("pid", "net", "ipc", "uts")
    _go_on_in_a_child()
    _mount_proc()


def become_nobody() -> None:
    """Root gives up its ids for good."""
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


class Nursery:
    """Forks children that are each process 1 of a namespace of their own: when one dies, all that it started dies."""

    def __init__(self) -> None:
        self._own = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)

    def fork(self) -> int:
        kernel.unshare("pid")
        pid = os.fork()
        if pid:
            kernel.enter_namespace(self._own, "pid")  # else the next child would join this one
        return pid


def furnish() -> None:
    """In a worker: mounts of its own, with a /proc that shows only itself and a scratch folder."""
    kernel.unshare("mount", "ipc")
    _mount_proc()
    kernel.mount("tmpfs", SCRATCH, "tmpfs", _FLAGS, _SCRATCH_OPTIONS)
    os.chdir(SCRATCH)


def _change_root(readable: Sequence[str]) -> None:
    """Leave the root folder for one that holds these paths alone, read-only."""
    shown = [(os.path.realpath(path), path) for path in readable]
    links = [(path, os.readlink(path)) for path in _LINKS_TO_LIBRARIES if os.path.islink(path)]
    kernel.mount("tmpfs", _BASE, "tmpfs", _FLAGS, "mode=755,size=4m")
    os.chdir(_BASE)
    for name in ("new", "old"):
        os.mkdir(name)
    kernel.bind(f"{_BASE}/new", f"{_BASE}/new")  # only a mount can become the root
    kernel.change_root(".", "old")
    for source, target in shown:
        _place("/old" + source, "/new" + target)
        kernel.bind_read_only("/old" + source, "/new" + target)
    for device in DEVICES:
        _place("/old" + device, "/new" + device)
        kernel.bind("/old" + device, "/new" + device)  # a device on a mount without devices would be none
    for folder in (SCRATCH, "/proc"):
        os.makedirs("/new" + folder, exist_ok=True)
    kernel.bind("/old/proc", "/new/proc")  # a new /proc may be mounted only where one can be seen
    for path, target in (*links, *((path, SCRATCH) for path in _EXPECTED_SCRATCH)):
        if not os.path.lexists("/new" + path):
            os.makedirs(os.path.dirname("/new" + path), exist_ok=True)
            os.symlink(target, "/new" + path)
    os.chdir("/new")
    kernel.change_root(".", ".")
    kernel.detach(".")
    os.chdir("/")
    kernel.mount(None, "/", None, kernel.REMOUNT | kernel.BIND | kernel.READ_ONLY | _FLAGS)


def _place(source: str, target: str) -> None:
    """Something to mount `source` on: a folder for a folder, an empty file for anything else."""
    if os.path.isdir(source):
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.close(os.open(target, os.O_CREAT | os.O_RDONLY, 0o644))


def _map_to_self(uid: int, gid: int) -> None:
    """In a new user namespace, users keep their ids."""
    for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def _go_on_in_a_child() -> None:
    pid = os.fork()
    if pid:
        try:
            kernel.close_all_but(set())  # the judge's hang-up is for the child alone to see
            _, status = os.waitpid(pid, 0)
            os._exit(max(os.waitstatus_to_exitcode(status), -1) & 0xFF)
        finally:
            os._exit(1)
    kernel.die_with_parent()


def _mount_proc() -> None:
    """A /proc of this process namespace; nothing where the kernel refuses one, as it does in some containers."""
    try:
        kernel.mount("proc", "/proc", "proc", _FLAGS | kernel.NOEXEC)
    except OSError:
        kernel.mount("tmpfs", "/proc", "tmpfs", _FLAGS | kernel.READ_ONLY, "size=4k")
