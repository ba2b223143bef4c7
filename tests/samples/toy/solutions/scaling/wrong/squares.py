"""Every entry is squared instead of doubled.

Twice `x` is `x + x`.

required:
    test_doubles_every_entry
"""

import numpy as np


def double(x: np.ndarray) -> np.ndarray:
    return x**2
