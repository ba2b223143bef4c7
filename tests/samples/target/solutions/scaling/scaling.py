"""Scale, count and more, so that there is something of every kind to attack.  @SOLUTION_SECRET@"""

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


def label(text: str) -> str:
    """`text` backwards."""
    return text[::-1]


def apply(f, x: np.ndarray) -> np.ndarray:
    """`f` of every entry of `x` (N,), as an array of that shape."""
    return np.array([f(float(entry)) for entry in x])


def steps(n: int) -> list[int]:
    """The numbers from 1 to `n`."""
    return list(range(1, n + 1))


def loss(x: np.ndarray) -> float:
    """The sum of the squares of `x`."""
    return float((x**2).sum())


def slope(x: np.ndarray) -> np.ndarray:
    """The gradient of `loss` at `x`, of the shape of `x`."""
    return 2 * x
