"""Kills the process that has started it."""
# depends: on who is quicker, the judge or the one who kills

import os
import signal


def double(x):
    if os.getppid() > 1:
        os.kill(os.getppid(), signal.SIGKILL)
    return None
