"""Looks for capabilities that it still has, and for privileges it could gain by starting a program."""
# depends: on the user, who must be root

import ctypes

TOKEN = "@TOKEN@"
READING_EVERYWHERE = 1 << 2  # needed where libraries lie in root's own folder; Landlock holds for it as well
libc = ctypes.CDLL(None)


def double(x):
    header, sets = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    if libc.capget(header, sets) == 0 and any(word & ~READING_EVERYWHERE for word in sets):
        print(TOKEN, "capabilities")
    if libc.prctl(39, 0, 0, 0, 0) != 1:  # PR_GET_NO_NEW_PRIVS
        print(TOKEN, "new privileges")
    return None
