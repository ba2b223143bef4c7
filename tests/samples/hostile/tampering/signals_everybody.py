"""Sends a signal that most programs ignore to every process there is."""
# needs: landlock

import os
import signal


def double(x):
    os.kill(-1, signal.SIGURG)
    return None
