"""Stops its own process without ending it."""

import os
import signal


def double(x):
    os.kill(os.getpid(), signal.SIGSTOP)
    return None
