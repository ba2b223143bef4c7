"""Fails at the end of a hundred thousand calls, each of a line of its own."""

import sys

sys.setrecursionlimit(1_000_000)


def deeper(n):
    if n == 0:
        raise ValueError("at last")
    return deeper(n - 1)


def double(x):
    return deeper(100_000)
