"""The counter always starts at zero.

What is `start` for?

required:
    test_counter_keeps_its_count
    test_counter_starts_where_it_is_told
"""

import numpy as np


def double(x: np.ndarray) -> np.ndarray:
    return 2 * x


def total(x: np.ndarray) -> float:
    return float(x.sum())


class Counter:
    def __init__(self, start: int) -> None:
        self.count = 0

    def add(self, n: int) -> int:
        self.count += n
        return self.count
