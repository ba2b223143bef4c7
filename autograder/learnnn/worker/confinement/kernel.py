"""The kernel's calls that confine a process, as Python functions. Each raises OSError, with its name, when it fails.

ctypes rather than a package: what there is covers seccomp or Landlock alone, through a compiled library that must be
installed beside it, while a forked worker needs all of these in one order within a millisecond.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct

from learnnn.worker.confinement.system_calls import number

_NAMESPACES = {
    "mount": 0x20000,
    "uts": 0x4000000,
    "ipc": 0x8000000,
    "user": 0x10000000,
    "pid": 0x20000000,
    "net": 0x40000000,
}
NOSUID, NODEV, NOEXEC, REMOUNT, BIND, RECURSIVE, PRIVATE, READ_ONLY = 2, 4, 8, 32, 4096, 16384, 1 << 18, 1
_DETACH = 2  # umount2: out of sight at once, gone when nobody uses it
_ATTR_READ_ONLY, _ATTR_NOSUID, _ATTR_NODEV, _AT_RECURSIVE, _AT_FDCWD = 1, 2, 4, 0x8000, -100
_SET_PDEATHSIG, _SET_DUMPABLE, _SET_KEEPCAPS, _CAPBSET_DROP, _SET_CHILD_SUBREAPER, _SET_NO_NEW_PRIVS = (
    1,
    4,
    8,
    24,
    36,
    38,
)
_CAPABILITY_VERSION_3 = 0x20080522
CAP_DAC_READ_SEARCH, _CAP_SETGID, _CAP_SETUID = 2, 6, 7

_libc = ctypes.CDLL(None, use_errno=True)


def _checked(result: int, what: str) -> int:
    if result < 0:
        error = ctypes.get_errno()
        why = "none is left, or none is allowed" if error == errno.ENOSPC else os.strerror(error)
        raise OSError(error, f"{what}: {why}")
    return result


def system_call(name: str, *args: int | bytes | None) -> int:
    """A call that the C library has no function for."""
    passed = [ctypes.c_long(arg) if isinstance(arg, int) else ctypes.c_char_p(arg) for arg in args]
    return _checked(_libc.syscall(ctypes.c_long(number(name) or -1), *passed), name)


def unshare(*kinds: str) -> None:
    """New namespaces of these kinds for this process (of kind `pid`: for its next child)."""
    _checked(_libc.unshare(sum(_NAMESPACES[kind] for kind in kinds)), f"no new namespace of {' and '.join(kinds)}")


def enter_namespace(descriptor: int, kind: str) -> None:
    _checked(_libc.setns(descriptor, _NAMESPACES[kind]), f"setns {kind}")


def mount(source: str | None, target: str, kind: str | None, flags: int, options: str | None = None) -> None:
    encoded = [text.encode() if text is not None else None for text in (source, target, kind, options)]
    result = _libc.mount(encoded[0], encoded[1], encoded[2], ctypes.c_ulong(flags), encoded[3])
    _checked(result, f"mount {kind or source} on {target}")


def bind(source: str, target: str) -> None:
    mount(source, target, None, BIND | RECURSIVE)


def bind_read_only(source: str, target: str) -> None:
    """What is at `source`, everything mounted below it included, without writing, setuid programs and devices."""
    bind(source, target)
    attributes = struct.pack("QQQQ", _ATTR_READ_ONLY | _ATTR_NOSUID | _ATTR_NODEV, 0, 0, 0)
    system_call("mount_setattr", _AT_FDCWD, target.encode(), _AT_RECURSIVE, attributes, len(attributes))


def detach(target: str) -> None:
    _checked(_libc.umount2(target.encode(), _DETACH), f"umount {target}")


def change_root(new: str, old: str) -> None:
    system_call("pivot_root", new.encode(), old.encode())


def close_all_but(keep: set[int]) -> None:
    """Close every descriptor from 3 on, but these."""
    low = 3
    for fd in [*sorted(keep), None]:
        high = 0xFFFFFFFF if fd is None else fd - 1
        if high >= low:
            system_call("close_range", low, high, 0)
        low = high + 2


def die_with_parent() -> None:
    _process_control(_SET_PDEATHSIG, 9)


def adopt_orphans() -> None:
    """What this process's children leave behind becomes its child."""
    _process_control(_SET_CHILD_SUBREAPER, 1)


def be_dumpable(*, dumpable: bool) -> None:
    """Without: no tracing by others of the same user, and files in /proc that only root may read."""
    _process_control(_SET_DUMPABLE, int(dumpable))


def keep_capabilities() -> None:
    """The permitted ones outlast giving up root."""
    _process_control(_SET_KEEPCAPS, 1)


def gain_no_privileges() -> None:
    """From here on no program that is run gains rights; seccomp and Landlock ask for it."""
    _process_control(_SET_NO_NEW_PRIVS, 1)


def may_change_ids() -> bool:
    """Whether root is root here: in some containers it is a name without the right to become somebody else."""
    header, data = struct.pack("II", _CAPABILITY_VERSION_3, 0), ctypes.create_string_buffer(24)
    _checked(_libc.capget(header, data), "capget")
    effective: int = struct.unpack("IIIIII", data.raw)[0]
    return bool(effective >> _CAP_SETUID & 1) and bool(effective >> _CAP_SETGID & 1)


def forgo_capabilities() -> None:
    """None can be gained any more, whatever is run. Comes before the ids are given up, and the right to do this."""
    for capability in range(64):
        if _libc.prctl(_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0) < 0:
            break  # beyond the last one the kernel knows; or not allowed to, and then there are none to lose


def drop_capabilities(*keep: int) -> None:
    """All that this process has, but those to keep."""
    kept = sum(1 << capability for capability in keep)
    system_call("capset", struct.pack("II", _CAPABILITY_VERSION_3, 0), struct.pack("IIIIII", kept, kept, 0, 0, 0, 0))


def _process_control(option: int, value: int) -> None:
    _checked(_libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0), f"prctl {option}")
