"""Opens files and pipes until there is no descriptor left, then answers."""

import os


def double(x):
    hoard = []
    try:
        while True:
            hoard.append(os.pipe())
    except OSError:
        return [0] * len(hoard)
