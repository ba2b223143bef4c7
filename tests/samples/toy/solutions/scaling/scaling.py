"""Scale and count."""

import numpy as np


def double(x: np.ndarray) -> np.ndarray:
    """Twice `x`, an array of floats of any shape, as a new array of that shape."""
    return 2 * x


def total(x: np.ndarray) -> float:
    """The sum of all entries of `x`, computed with array operations."""
    return float(x.sum())


class Counter:
    """Counts from `start`."""

    def __init__(self, start: int) -> None:
        self.count = int(start)

    def add(self, n: int) -> int:
        """Add `n`; the new count."""
        self.count += n
        return self.count
