"""Lowers the limits of a process of somebody else's."""

import resource

VICTIM = int("@VICTIM@")


def double(x):
    resource.prlimit(VICTIM, resource.RLIMIT_NOFILE, (64, 64))
    return None
