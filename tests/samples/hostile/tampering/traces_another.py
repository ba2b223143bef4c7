"""Takes control of a process of somebody else's by ptrace."""
# depends: on whether the kernel lets processes of one user trace each other (ptrace_scope)

import ctypes
import os

VICTIM = int("@VICTIM@")
TOKEN = "@TOKEN@"
ATTACH, DETACH, SEIZE = 16, 17, 0x4206
libc = ctypes.CDLL(None)


def double(x):
    if libc.ptrace(SEIZE, VICTIM, None, None) == 0 or libc.ptrace(ATTACH, VICTIM, None, None) == 0:
        print(TOKEN)
        os.waitpid(VICTIM, os.WNOHANG | 0x40000000)
        libc.ptrace(DETACH, VICTIM, None, None)
    return None
