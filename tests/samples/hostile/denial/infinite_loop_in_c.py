"""Matches a pattern that takes C code for ever, so that no signal handler of Python's gets a turn."""

import re


def double(x):
    return re.match(r"(a*)*b", "a" * 64)
