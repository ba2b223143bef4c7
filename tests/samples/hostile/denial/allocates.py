"""Asks for ten gigabytes, and writes to them."""

import numpy as np


def double(x):
    return np.ones(10 << 30, dtype=np.uint8)
