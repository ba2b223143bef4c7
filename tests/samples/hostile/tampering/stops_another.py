"""Stops a process of somebody else's without ending it."""

import os
import signal

VICTIM = int("@VICTIM@")


def double(x):
    os.kill(VICTIM, signal.SIGSTOP)
    return None
