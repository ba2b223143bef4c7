"""Takes the locks that other processes may need on everything it can open, and waits."""

import fcntl
import os
import time

PATHS = ["@GRADER@/scores.csv", "@NEIGHBOUR@", "@COURSE@/course.yml", "/dev/null"]


def double(x):
    held = []
    for path in PATHS:
        for flags in (os.O_RDWR, os.O_RDONLY):
            try:
                held.append(os.open(path, flags))
                fcntl.flock(held[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
                fcntl.lockf(held[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                pass
    time.sleep(3600)
