"""Sends one large buffer and names it a thousand times."""

import json
import os
import struct


def double(x):
    node = {"t": "array", "d": "<f8", "s": [1 << 20], "b": 0}
    header = json.dumps({"value": [node] * 1000, "changed": []}).encode()
    frame = struct.pack(">IIQ", len(header), 1, 8 << 20) + header + bytes(8 << 20)
    for descriptor in range(3, 20):
        view = memoryview(frame)
        try:
            while view:
                view = view[os.write(descriptor, view) :]
        except OSError:
            pass
    os._exit(0)
