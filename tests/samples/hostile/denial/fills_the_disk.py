"""Writes large files wherever it can, until it cannot."""

import os

ENOUGH_MB = 200


def double(x):
    block = bytes(1 << 20)
    for place in (os.environ.get("TMPDIR", "/tmp"), ".", "@SCRATCH@", "/dev/shm"):
        written = 0
        while written < ENOUGH_MB:
            try:
                file = open(os.path.join(place, f"@NAME@{written}"), "wb", buffering=0)
                for _ in range(15):
                    written += file.write(block) >> 20
            except OSError:
                break
    return None
