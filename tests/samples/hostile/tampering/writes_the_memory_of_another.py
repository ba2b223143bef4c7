"""Writes into the memory of another process, through /proc and by process_vm_writev."""
# depends: on whether the kernel lets processes of one user write each other's memory (ptrace_scope)

import ctypes
import os
import platform

VICTIM, ADDRESS = "@VICTIM@", "@VICTIM_ADDRESS@"
NUMBER = {"x86_64": 311, "aarch64": 271}.get(platform.machine(), 311)


def double(x):
    here = ctypes.create_string_buffer(b"changed")
    ours = (ctypes.c_size_t * 2)(ctypes.addressof(here), 7)
    theirs = (ctypes.c_size_t * 2)(int(ADDRESS), 7)
    libc = ctypes.CDLL(None)
    libc.syscall(NUMBER, int(VICTIM), ours, ctypes.c_ulong(1), theirs, ctypes.c_ulong(1), ctypes.c_ulong(0))
    os.pwrite(os.open(f"/proc/{VICTIM}/mem", os.O_WRONLY), b"changed", int(ADDRESS))
    return None
