"""Keeps data in a shared segment that stays when the process is gone."""

import ctypes

KEY = int("@SHARED_KEY@") + 1
libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p


def double(x):
    address = libc.shmat(libc.shmget(KEY, 64 << 20, 0o1666), None, 0)
    if address not in (None, ctypes.c_size_t(-1).value):
        ctypes.memset(address, 1, 64 << 20)
    return None
