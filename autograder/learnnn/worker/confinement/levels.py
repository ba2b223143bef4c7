"""The levels of isolation: what the fork server does once, and each worker before it is told whose code to run.

Whatever fails here raises, and ends the process: there is no worker that is confined a little less.
"""

from __future__ import annotations

import os
import resource
import stat
from collections.abc import Iterable
from typing import Protocol

from learnnn.worker.confinement import jail, kernel, system_calls
from learnnn.worker.confinement.landlock import READING, WRITING, Ruleset
from learnnn.worker.confinement.readable import DEVICES, PROC_FILES, readable
from learnnn.worker.confinement.seccomp import Filter

MAX_THREADS = 64  # of a worker that has a user namespace of its own, and so a count of its own


class Level(Protocol):
    """How the fork server makes workers. `prepare` comes after its imports, and once."""

    def prepare(self, packages: Iterable[str]) -> None: ...

    def fork(self) -> int: ...

    def confine(self, keep: set[int]) -> None:
        """In the child: keep these descriptors (and 0, 1, 2) and nothing else of the world."""


class Namespaces:
    """A root folder, processes, network and users of its own; Landlock and the filter on system calls besides."""

    def prepare(self, packages: Iterable[str]) -> None:
        _require_known_processor()
        self._filter = Filter(may_write=True)
        jail.enter(readable(packages))
        self._nursery = jail.Nursery()
        kernel.be_dumpable(dumpable=False)

    def fork(self) -> int:
        return self._nursery.fork()

    def confine(self, keep: set[int]) -> None:
        kernel.close_all_but(keep)
        jail.furnish()
        kernel.gain_no_privileges()
        ruleset = Ruleset()
        ruleset.allow(["/"], READING)
        ruleset.allow([jail.SCRATCH, "/dev/null"], WRITING)
        ruleset.enforce()
        kernel.unshare("user")  # of no authority over anything outside, and with its own count of threads
        resource.setrlimit(resource.RLIMIT_NPROC, (MAX_THREADS, MAX_THREADS))
        kernel.forgo_capabilities()
        kernel.drop_capabilities()
        _be_on_its_own()
        self._filter.install(os.getpid())


class Landlock:
    """No files but those it needs to read, no network, no other process; in the same namespaces as everything else."""

    def prepare(self, packages: Iterable[str]) -> None:
        _require_known_processor()
        self._filter = Filter(may_write=False)
        self._ruleset = Ruleset()
        paths = readable(packages)
        self._ruleset.allow([*paths, *DEVICES, *PROC_FILES], READING)
        # Root's library may lie where only root may go. Landlock holds for this capability as well.
        self._kept = () if all(map(_may_all_reach, paths)) else (kernel.CAP_DAC_READ_SEARCH,)
        os.chdir("/")
        kernel.be_dumpable(dumpable=False)

    def fork(self) -> int:
        return os.fork()

    def confine(self, keep: set[int]) -> None:
        kernel.close_all_but(keep | {self._ruleset.descriptor})
        if os.getuid() == 0 and kernel.may_change_ids():
            kernel.forgo_capabilities()
            kernel.keep_capabilities()
            jail.become_nobody()
            kernel.drop_capabilities(*self._kept)
        kernel.gain_no_privileges()
        self._ruleset.enforce()
        _be_on_its_own()
        self._filter.install(os.getpid())


class Process:
    """A process of its own, and no more."""

    def prepare(self, packages: Iterable[str]) -> None:  # noqa: ARG002  # it may read everything
        kernel.adopt_orphans()

    def fork(self) -> int:
        return os.fork()

    def confine(self, keep: set[int]) -> None:
        kernel.close_all_but(keep)
        kernel.die_with_parent()


LEVELS: dict[str, type[Level]] = {"namespaces": Namespaces, "landlock": Landlock, "process": Process}


def _be_on_its_own() -> None:
    """Set after every change of rights, which would undo it."""
    kernel.die_with_parent()
    kernel.be_dumpable(dumpable=False)


def _may_all_reach(path: str) -> bool:
    """Whether every user may go to this path and read there."""
    folder = os.path.dirname(path)
    open_to_all = all(os.stat(above).st_mode & stat.S_IXOTH for above in _folders_above(folder))
    return open_to_all and bool(os.stat(path).st_mode & stat.S_IROTH)


def _folders_above(folder: str) -> list[str]:
    return [folder] if folder == "/" else [folder, *_folders_above(os.path.dirname(folder))]


def _require_known_processor() -> None:
    if not system_calls.is_supported():
        raise OSError(f"the system calls of {system_calls.MACHINE} are not known here")
