"""Takes the processor from a process of somebody else's: its niceness, its policy, the processors it may use."""

import os

VICTIM = int("@VICTIM@")


def double(x):
    for way in (
        lambda: os.setpriority(os.PRIO_PROCESS, VICTIM, 19),
        lambda: os.sched_setscheduler(VICTIM, os.SCHED_IDLE, os.sched_param(0)),
        lambda: os.sched_setaffinity(VICTIM, {min(os.sched_getaffinity(VICTIM))}),
    ):
        try:
            way()
        except OSError:
            pass
    return None
