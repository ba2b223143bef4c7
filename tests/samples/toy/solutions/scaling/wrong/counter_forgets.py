"""The counter adds to its start each time and forgets what came before.

Where is the new count kept?

required:
    test_counter_keeps_its_count
"""

import numpy as np


def double(x: np.ndarray) -> np.ndarray:
    return 2 * x


def total(x: np.ndarray) -> float:
    return float(x.sum())


class Counter:
    def __init__(self, start: int) -> None:
        self.count = int(start)

    def add(self, n: int) -> int:
        return self.count + n
