"""Tries the kernel's interfaces that a solution never needs: bpf, perf events, userfaultfd, io_uring, keys, modules."""
# depends: on the user and on the settings of the kernel

import ctypes
import platform

TOKEN = "@TOKEN@"
X86 = platform.machine() == "x86_64"
libc = ctypes.CDLL(None, use_errno=True)


def attribute(*words):
    return (ctypes.c_uint32 * 32)(*words)


CALLS = {
    "bpf": (321 if X86 else 280, 0, attribute(2, 4, 4, 1), 128),
    "perf_event_open": (298 if X86 else 241, attribute(1, 112), 0, -1, -1, 0),
    "userfaultfd": (323 if X86 else 282, 1),
    "io_uring_setup": (425, 1, attribute()),
    "fanotify_init": (300 if X86 else 262, 0, 0),
    "landlock_create_ruleset": (444, attribute(1), 8, 0),
    "open_tree": (428, -100, b"/", 1),
}


def double(x):
    for name, (number, *arguments) in CALLS.items():
        if libc.syscall(number, *arguments) >= 0:
            print(TOKEN, name)
    return None
