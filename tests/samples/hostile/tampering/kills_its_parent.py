"""Kills the process that has started it."""

import os
import signal


def double(x):
    if os.getppid() > 1:
        os.kill(os.getppid(), signal.SIGKILL)
    return None
