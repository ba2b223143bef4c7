"""Calls itself for ever, past Python's own limit."""

import sys


def double(x):
    sys.setrecursionlimit(10**9)
    return double(x)
