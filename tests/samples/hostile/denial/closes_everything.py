"""Closes every descriptor, then goes on as if nothing had happened."""

import os
import time


def double(x):
    os.closerange(0, 65536)
    time.sleep(3600)
    return 2 * x
