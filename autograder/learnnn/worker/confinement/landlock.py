"""Landlock: a process gives up access to files, TCP ports and (on newer kernels) other processes, except what is listed.

Structures and bits: linux/landlock.h. Which rights exist depends on the kernel's version of the interface ("ABI", from 1);
what an old one lacks (truncation, ioctl, signals) the filter on system calls refuses.
"""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterable

from learnnn.worker.confinement import kernel

_CREATE_VERSION = 1
_PATH_BENEATH = 1
_WRITE_FILE, READ_FILE, READ_DIR, _REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_FILE = (
    1 << 1,
    1 << 2,
    1 << 3,
    1 << 4,
    1 << 5,
    1 << 7,
    1 << 8,
)
_REFER, _TRUNCATE = 1 << 13, 1 << 14
READING = READ_FILE | READ_DIR
WRITING = READING | _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_FILE | _REFER | _TRUNCATE
_OF_FILES = _WRITE_FILE | READ_FILE | _TRUNCATE
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_NETWORK_SINCE, _TCP = 4, 3  # bind and connect
_SCOPES_SINCE, _SCOPES = 6, 3  # abstract sockets and signals


def version() -> int:
    """The kernel's version of the interface; 0 where there is none."""
    try:
        return kernel.system_call("landlock_create_ruleset", None, 0, _CREATE_VERSION)
    except OSError:
        return 0


class Ruleset:
    """What stays accessible. Rights are handled by inode: a later mount over a path is not covered by its rule."""

    def __init__(self) -> None:
        abi = version()
        if not abi:
            raise OSError("this kernel has no Landlock, or it is switched off")
        self._rights = _FILE_RIGHTS[min(abi, max(_FILE_RIGHTS))]
        network, scopes = _TCP if abi >= _NETWORK_SINCE else 0, _SCOPES if abi >= _SCOPES_SINCE else 0
        size = 8 + 8 * (abi >= _NETWORK_SINCE) + 8 * (abi >= _SCOPES_SINCE)
        attributes = struct.pack("QQQ", self._rights, network, scopes)[:size]
        self.descriptor = kernel.system_call("landlock_create_ruleset", attributes, size, 0)

    def allow(self, paths: Iterable[str], rights: int) -> None:
        """These rights on each of the paths and all below it; a path that does not exist is passed over."""
        for path in paths:
            try:
                fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
            except FileNotFoundError:
                continue
            try:
                given = rights if stat.S_ISDIR(os.fstat(fd).st_mode) else rights & _OF_FILES
                rule = struct.pack("<Qi", given & self._rights, fd)
                kernel.system_call("landlock_add_rule", self.descriptor, _PATH_BENEATH, rule, 0)
            finally:
                os.close(fd)

    def enforce(self) -> None:
        """From here on, for this thread and all it starts. Needs `kernel.gain_no_privileges` before."""
        kernel.system_call("landlock_restrict_self", self.descriptor, 0)
        os.close(self.descriptor)
