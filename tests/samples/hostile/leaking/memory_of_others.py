"""Reads the memory of another process through /proc and by process_vm_readv."""
# depends: on whether the kernel lets processes of one user read each other's memory (ptrace_scope)

import ctypes
import os
import platform

VICTIM, ADDRESS = "@VICTIM@", "@VICTIM_ADDRESS@"
NUMBER = {"x86_64": 310, "aarch64": 270}.get(platform.machine(), 310)


def by_system_call():
    here = ctypes.create_string_buffer(32)
    ours = (ctypes.c_size_t * 2)(ctypes.addressof(here), 32)
    theirs = (ctypes.c_size_t * 2)(int(ADDRESS), 32)
    libc = ctypes.CDLL(None)
    libc.syscall(NUMBER, int(VICTIM), ours, ctypes.c_ulong(1), theirs, ctypes.c_ulong(1), ctypes.c_ulong(0))
    return here.raw


def by_file():
    descriptor = os.open(f"/proc/{VICTIM}/mem", os.O_RDONLY)
    return os.pread(descriptor, 32, int(ADDRESS))


def double(x):
    for way in (by_system_call, by_file):
        try:
            print(way())
        except OSError:
            pass
    return None
