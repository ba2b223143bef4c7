"""Mounts a file system over a folder of the grader's, by the old way and by the new."""
# depends: on the user, who must be root

import ctypes
import os

TOKEN, PLACE = "@TOKEN@", b"@MOUNT_POINT@"


def double(x):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"none", PLACE, b"tmpfs", 0, None) == 0 or libc.mount(b"/", PLACE, None, 4096, None) == 0:
        print(TOKEN)
    context = libc.syscall(430, b"tmpfs", 0)  # fsopen
    if context >= 0:
        print(TOKEN)
        os.close(context)
    return None
