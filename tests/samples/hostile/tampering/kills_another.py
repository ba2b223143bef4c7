"""Kills a process of somebody else's."""

import os
import signal

VICTIM = int("@VICTIM@")


def double(x):
    os.kill(VICTIM, signal.SIGKILL)
    return None
