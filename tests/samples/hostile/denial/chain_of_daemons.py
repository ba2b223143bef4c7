"""Starts processes that start processes, each in a session of its own, so that whoever kills one finds the next too late."""
# depends: on who is quicker, the one who starts them or the one who kills them

import os
import time

LINKS = 30


def descend(links, done):
    os.setsid()
    if links and os.fork() == 0:
        descend(links - 1, done)
    if not links:
        os.write(done, b"x")
    time.sleep(60)
    os._exit(0)


def double(x):
    ours, theirs = os.pipe()
    if os.fork() == 0:
        descend(LINKS, theirs)
    os.read(ours, 1)
    return None
