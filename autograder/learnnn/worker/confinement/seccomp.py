"""The filter on system calls: those named in `system_calls` are allowed, some for certain arguments only; others are refused.

A call that is known and refused fails with EPERM, one newer than this table with ENOSYS, as on a kernel that lacks it, so
that the C library falls back. The program is classic BPF (linux/filter.h) over `struct seccomp_data`.
"""

from __future__ import annotations

import ctypes
import errno
import struct
from dataclasses import dataclass

from learnnn.worker.confinement import kernel
from learnnn.worker.confinement.system_calls import (
    ALLOWED,
    ASKING_ABOUT_FILES,
    AUDIT_ARCHITECTURE,
    CHANGING_FILES,
    MACHINE,
    number,
)

_SET_MODE_FILTER = 1
_KILL_PROCESS, _ERRNO, _ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
_LOAD, _JUMP, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x05, 0x15, 0x35, 0x45, 0x06
_AT_NUMBER, _AT_ARCHITECTURE, _AT_ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data
_X32_BIT = 0x40000000  # x86-64 has a second numbering of the same calls
_NEWER = 424  # numbers from here on are shared by all processors and still being given out

_OWN_PID = 0x5E1F0001  # stands for the worker's pid until that is known
_NEW_NAMESPACE, _THREAD = 0x7E020000, 0x00010000  # flags of clone
_WRITING = 0o1 | 0o2 | 0o100 | 0o1000  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC
_TERMINAL_SIZE_AND_FLAGS = (
    0x5401,
    0x5413,
    0x541B,
    0x5421,
    0x5450,
    0x5451,
)  # TCGETS TIOCGWINSZ FIONREAD FIONBIO FIO(N)CLEX
# Duplicates and flags; no owners, signals or leases, and no locks: other workers would see them.
_PLAIN_FCNTL = (0, 1, 2, 3, 4, 1030)
# Advice on its own memory, none on the pages of files that others map: not MADV_COLD, MADV_PAGEOUT or MADV_MERGEABLE.
_OWN_MEMORY = (0, 1, 2, 3, 4, 8, 10, 11, 14, 15, 16, 17, 18, 19, 22, 23, 25)
# Of the machine, of this process and of this thread; other processes have some too.
_CLOCKS = (*range(12), 0xFFFFFFFA, 0xFFFFFFFE)
_OF_A_PROCESS = (
    "getpgid",
    "getsid",
    "sched_getaffinity",
    "sched_getparam",
    "sched_getscheduler",
    "sched_rr_get_interval",
)
_PLAIN_PRCTL = (3, 15, 16, 23, 27, 39, 42, 0x53564D41)  # reading what holds, and naming threads and memory


@dataclass(frozen=True, slots=True)
class _Test:
    """What an argument (its low 32 bits) must be like."""

    argument: int
    one_of: tuple[int, ...] = ()
    has: int = 0
    lacks: int = 0


@dataclass(frozen=True, slots=True)
class _Rule:
    """A call is allowed if all tests hold, and otherwise fails with `error`. Without tests it is refused."""

    error: int
    tests: tuple[_Test, ...] = ()


_RULES = {
    "clone": _Rule(errno.EPERM, (_Test(0, lacks=_NEW_NAMESPACE), _Test(0, has=_THREAD))),  # threads, not processes
    "clone3": _Rule(
        errno.ENOSYS
    ),  # its flags are in memory, out of the filter's sight: the C library falls back to clone
    "kill": _Rule(errno.EPERM, (_Test(0, one_of=(_OWN_PID,)),)),
    "tgkill": _Rule(errno.EPERM, (_Test(0, one_of=(_OWN_PID,)),)),
    "prlimit64": _Rule(errno.EPERM, (_Test(0, one_of=(0, _OWN_PID)),)),
    "sched_setaffinity": _Rule(errno.EPERM, (_Test(0, one_of=(0, _OWN_PID)),)),
    "fcntl": _Rule(errno.EPERM, (_Test(1, one_of=_PLAIN_FCNTL),)),
    # What is in the page cache was read by somebody: nobody may look, and nobody may take out what would be seen to come back.
    "preadv2": _Rule(errno.EOPNOTSUPP, (_Test(5, one_of=(0,)),)),
    "madvise": _Rule(errno.EINVAL, (_Test(2, one_of=_OWN_MEMORY),)),
    # Other processes are there, where a worker has no process namespace of its own: what they do is not to be asked.
    **{name: _Rule(errno.ENOSYS, (_Test(0, one_of=(0, _OWN_PID)),)) for name in _OF_A_PROCESS},
    "getpriority": _Rule(errno.EPERM, (_Test(1, one_of=(0, _OWN_PID)),)),
    "clock_gettime": _Rule(errno.EINVAL, (_Test(0, one_of=_CLOCKS),)),
    "ioctl": _Rule(errno.ENOTTY, (_Test(1, one_of=_TERMINAL_SIZE_AND_FLAGS),)),
    "prctl": _Rule(errno.EPERM, (_Test(0, one_of=_PLAIN_PRCTL),)),
}
_READING_ONLY = {  # where there is no scratch folder: nothing is created, changed or removed
    "open": _Rule(errno.EROFS, (_Test(1, lacks=_WRITING),)),
    "openat": _Rule(errno.EROFS, (_Test(2, lacks=_WRITING),)),
    **dict.fromkeys(CHANGING_FILES, _Rule(errno.EROFS)),
    # Everybody's files are there, and Landlock only keeps them from being read.
    **dict.fromkeys(ASKING_ABOUT_FILES, _Rule(errno.EACCES)),
}


class Filter:
    """A filter that is built once, and installed by each worker with its own pid."""

    def __init__(self, *, may_write: bool) -> None:
        rules = _RULES | ({} if may_write else _READING_ONLY)
        answers = {number(name): _ALLOWED for name in ALLOWED} | {number(name): _guarded(rules[name]) for name in rules}
        answers.pop(None, None)  # what this processor has no call for
        self._program = _start() + _choice(_ranges({nr: code for nr, code in answers.items() if nr is not None}))

    def install(self, own_pid: int) -> None:
        """No way back, for this thread and all it starts. Needs `kernel.gain_no_privileges` before."""
        program = self._program.replace(struct.pack("I", _OWN_PID), struct.pack("I", own_pid))
        code = ctypes.create_string_buffer(program, len(program))
        header = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(code))  # struct sock_fprog
        kernel.system_call("seccomp", _SET_MODE_FILTER, 0, header)


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)


_ALLOWED = _instruction(_RETURN, _ALLOW)


def _start() -> bytes:
    """Another processor's numbering would make nonsense of the rest: it ends the process."""
    program = [
        _instruction(_LOAD, _AT_ARCHITECTURE),
        _instruction(_EQUAL, AUDIT_ARCHITECTURE[MACHINE], 1, 0),
        _instruction(_RETURN, _KILL_PROCESS),
        _instruction(_LOAD, _AT_NUMBER),
    ]
    if MACHINE == "x86_64":
        program += [_instruction(_AT_LEAST, _X32_BIT, 0, 1), _instruction(_RETURN, _KILL_PROCESS)]
    return b"".join(program)


def _ranges(answers: dict[int, bytes]) -> list[tuple[int, bytes]]:
    """Where a new answer begins, and the answer: all numbers up to the next beginning get it."""
    ranges: list[tuple[int, bytes]] = []
    for nr in range(max(answers) + 2):
        refused = _instruction(_RETURN, _ERRNO | (errno.ENOSYS if nr >= _NEWER else errno.EPERM))
        answer = answers.get(nr, refused)
        if not ranges or ranges[-1][1] != answer:
            ranges.append((nr, answer))
    return ranges


def _choice(ranges: list[tuple[int, bytes]]) -> bytes:
    """A search tree over the ranges: the kernel runs the filter for every number when it is installed, so depth counts."""
    if len(ranges) == 1:
        return ranges[0][1]
    middle = len(ranges) // 2
    below, above = _choice(ranges[:middle]), _choice(ranges[middle:])
    return _instruction(_AT_LEAST, ranges[middle][0], 0, 1) + _instruction(_JUMP, len(below) // 8) + below + above


def _guarded(rule: _Rule) -> bytes:
    """The rule's tests, and what comes of them."""
    refuse = _instruction(_RETURN, _ERRNO | rule.error)
    return b"".join(_test(test, refuse) for test in rule.tests) + (_ALLOWED if rule.tests else refuse)


def _test(test: _Test, refuse: bytes) -> bytes:
    """Goes on behind itself if the test holds."""
    load = _instruction(_LOAD, _AT_ARGUMENTS + 8 * test.argument)
    if test.has:
        return load + _instruction(_ANY_BIT, test.has, 1, 0) + refuse
    if test.lacks:
        return load + _instruction(_ANY_BIT, test.lacks, 0, 1) + refuse
    last = len(test.one_of)
    return load + b"".join(_instruction(_EQUAL, value, last - i, 0) for i, value in enumerate(test.one_of)) + refuse
