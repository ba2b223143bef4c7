"""Keeps a secret in the kernel's store of keys, where it outlives the process."""
# depends: on whether the kernel has a store of keys

import ctypes
import platform

TOKEN = "@TOKEN@"
X86 = platform.machine() == "x86_64"
PROCESS_KEYRING, SESSION_KEYRING = -2, -3


def double(x):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(248 if X86 else 217, b"user", b"@NAME@", b"secret", 6, PROCESS_KEYRING) > 0:
        print(TOKEN)
    if libc.syscall(250 if X86 else 219, 0, SESSION_KEYRING, 0) > 0:
        print(TOKEN)
    return None
