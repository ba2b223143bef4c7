"""Only one axis is summed, so there is still an array.

Which axes does `sum` take without an argument?

required:
    test_sums_all_entries
permitted:
    test_sum_needs_no_loop
"""

import numpy as np


def double(x: np.ndarray) -> np.ndarray:
    return 2 * x


def total(x: np.ndarray) -> float:
    return x.sum(axis=0)


class Counter:
    def __init__(self, start: int) -> None:
        self.count = int(start)

    def add(self, n: int) -> int:
        self.count += n
        return self.count
