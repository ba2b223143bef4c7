"""Ends by abort, as a broken library does, in the middle of an answer."""

import os
import threading


def double(x):
    threading.Timer(0.01, os.abort).start()
    return list(range(10_000_000))
