"""Asks whether it might send a signal to every process there is, and to its parent's family."""

import os

TOKEN = "@TOKEN@"


def double(x):
    for target in {-1, os.getppid() or -1, -os.getpgid(os.getppid()) if os.getppid() else -1}:
        try:
            os.kill(target, 0)
            print(TOKEN)
        except OSError:
            pass
    return None
