"""Asks not to be killed when its parent ends, and to adopt processes that lose theirs."""

import ctypes

TOKEN = "@TOKEN@"


def double(x):
    libc = ctypes.CDLL(None)
    if libc.prctl(36, 1, 0, 0, 0) == 0 and libc.prctl(1, 0, 0, 0, 0) == 0:  # PR_SET_CHILD_SUBREAPER, PR_SET_PDEATHSIG
        print(TOKEN)
    return None
