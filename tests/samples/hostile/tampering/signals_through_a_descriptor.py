"""Has the kernel signal a process of somebody else's, as the owner of a pipe that becomes ready."""

import fcntl
import os
import signal

VICTIM = int("@VICTIM@")


def double(x):
    ours, theirs = os.pipe()
    fcntl.fcntl(ours, 10, signal.SIGTERM)  # F_SETSIG
    fcntl.fcntl(ours, fcntl.F_SETOWN, VICTIM)
    fcntl.fcntl(ours, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
    os.write(theirs, b"x")
    return None
