"""Every entry is squared instead of doubled.

Twice `x` is `x + x`.

required:
    test_doubles_every_entry
"""

import numpy as np


def double(x: np.ndarray) -> np.ndarray:
    return x**2


def total(x: np.ndarray) -> float:
    return float(x.sum())


class Counter:
    def __init__(self, start: int) -> None:
        self.count = int(start)

    def add(self, n: int) -> int:
        self.count += n
        return self.count
