"""Makes namespaces of its own, in which it would be root."""
# depends: on whether the system lets its users make namespaces

import ctypes

TOKEN = "@TOKEN@"
KINDS = {
    "user": 0x10000000,
    "mount": 0x20000,
    "network": 0x40000000,
    "process": 0x20000000,
    "time": 0x80,
    "cgroup": 0x2000000,
}


def double(x):
    libc = ctypes.CDLL(None, use_errno=True)
    for name, kind in KINDS.items():
        if libc.unshare(kind) == 0 or libc.unshare(kind | KINDS["user"]) == 0:
            print(TOKEN, name)
    return None
