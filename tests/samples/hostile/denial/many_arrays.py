"""Answers with more arrays than an answer may hold."""

import numpy as np


def double(x):
    return [np.zeros(1) for _ in range(100_000)]
