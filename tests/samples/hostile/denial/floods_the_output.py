"""Writes to the descriptors of its output without a pause, from several threads."""

import os
import threading

BLOCK = b"\x1b[2J" * (1 << 14)


def flood(descriptor):
    while True:
        os.write(descriptor, BLOCK)


def double(x):
    for descriptor in (1, 2, 1, 2):
        threading.Thread(target=flood, args=[descriptor]).start()
