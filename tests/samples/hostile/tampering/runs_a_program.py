"""Runs another program in its place, and one made of bytes in memory."""

import os
import sys

TOKEN = "@TOKEN@"
SAY = ["-S", "-c", f"print({TOKEN!r}, flush=True)"]


def double(x):
    try:
        memory = os.memfd_create("program")
        os.write(memory, open(os.path.realpath(sys.executable), "rb").read(1 << 23))
        os.execve(memory, ["program", *SAY], os.environ)
    except OSError:
        pass
    os.execv(sys.executable, [sys.executable, *SAY])
