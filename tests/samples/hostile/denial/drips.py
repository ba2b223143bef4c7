"""Sends a message a byte at a time, for ever."""

import os
import struct
import time


def double(x):
    frame = struct.pack(">II", 1 << 20, 0) + b" " * (1 << 20)
    for byte in frame:
        for descriptor in range(3, 20):
            try:
                os.write(descriptor, bytes([byte]))
            except OSError:
                pass
        time.sleep(0.01)
