"""The entries are added one by one in Python.

One array operation does it.

required:
    test_sum_needs_no_loop
"""

import numpy as np


def double(x: np.ndarray) -> np.ndarray:
    return 2 * x


def total(x: np.ndarray) -> float:
    result = 0.0
    for value in x.reshape(-1):
        result += float(value)
    return result


class Counter:
    def __init__(self, start: int) -> None:
        self.count = int(start)

    def add(self, n: int) -> int:
        self.count += n
        return self.count
