"""Sends a header that is nested as deep as it is long."""

import os
import struct


def double(x):
    header = b'{"changed":[],"value":' + b"[" * 400_000 + b"]" * 400_000 + b"}"
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, struct.pack(">II", len(header), 0) + header)
        except OSError:
            pass
    os._exit(0)
