"""Makes itself open to inspection again, so that another worker could read what it is asked."""

import ctypes

TOKEN = "@TOKEN@"


def double(x):
    libc = ctypes.CDLL(None)
    libc.prctl(4, 1, 0, 0, 0)  # PR_SET_DUMPABLE
    if libc.prctl(3, 0, 0, 0, 0) == 1:
        print(TOKEN)
    return None
