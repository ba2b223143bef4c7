"""Stops the process that has started it, so that nobody can be started any more."""
# needs: landlock

import os
import signal


def double(x):
    if os.getppid() > 1:
        os.kill(os.getppid(), signal.SIGSTOP)
    return None
