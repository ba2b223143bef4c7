"""Writes a reply of its own, with the right form, to every open descriptor, then nonsense."""

import json
import os
import struct


def double(x):
    header = json.dumps({"value": None, "changed": []}).encode()
    for fd in range(3, 64):
        try:
            os.write(fd, struct.pack(">II", len(header), 0) + header + b"nonsense")
        except OSError:
            pass
    return 2 * x
