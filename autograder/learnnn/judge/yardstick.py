"""A fixed piece of work, by which the pace of one machine is compared with that of another."""

from __future__ import annotations

import time
from statistics import median

import numpy as np

RUNS = 5


def yardstick_s() -> float:
    """CPU seconds of this thread for array expressions and a Python loop, about half and half: a few milliseconds."""
    return median(_run_s() for _ in range(RUNS))


def _run_s() -> float:
    x = np.linspace(-3, 3, 60_000)
    before = time.thread_time()
    for _ in range(2):
        x = np.tanh(np.exp(-x * x) + np.sqrt(np.abs(x)))
    total = 0.0
    for value in x[:12_000].tolist():
        total += value * value
    return max(time.thread_time() - before, 1e-9)
