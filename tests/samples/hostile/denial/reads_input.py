"""Waits for a person to type something, at every descriptor that may be a terminal."""

import os
import sys


def double(x):
    for read in (input, sys.stdin.read, lambda: open("/dev/tty").read(), lambda: os.read(0, 1), lambda: os.read(1, 1)):
        try:
            read()
        except (EOFError, OSError):
            pass
    breakpoint()
