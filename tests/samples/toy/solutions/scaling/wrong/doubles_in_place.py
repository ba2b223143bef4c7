"""The array that was handed over is doubled itself, so the caller's numbers are gone.

Make a new array for the result.

required:
    test_leaves_its_input_alone
"""

import numpy as np


def double(x: np.ndarray) -> np.ndarray:
    x *= 2
    return x


def total(x: np.ndarray) -> float:
    return float(x.sum())


class Counter:
    def __init__(self, start: int) -> None:
        self.count = int(start)

    def add(self, n: int) -> int:
        self.count += n
        return self.count
