"""Writes into the interpreter's own objects until it falls over."""

import ctypes


def double(x):
    for thing in (None, 0, "", (), x, double):
        ctypes.memset(id(thing), 0x41, 64)
    return [thing]
