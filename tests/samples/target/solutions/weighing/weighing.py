"""Weigh, with array operations.  @SOLUTION_SECRET@"""

import numpy as np


def weigh(x: np.ndarray) -> float:
    """The sum of all entries of `x`."""
    return float(x.sum())


class Scales:
    """Shows the `weight` of what was put on them."""

    def __init__(self, x: np.ndarray) -> None:
        self.weight = weigh(x)
