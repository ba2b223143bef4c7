"""Reads where there is no memory."""

import ctypes


def double(x):
    ctypes.string_at(0)
