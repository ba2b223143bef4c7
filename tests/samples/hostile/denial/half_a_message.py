"""Sends half a message and falls silent."""

import os
import struct
import time


def double(x):
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, struct.pack(">IIQ", 100, 1, 60 << 20) + b"{")
        except OSError:
            pass
    time.sleep(3600)
