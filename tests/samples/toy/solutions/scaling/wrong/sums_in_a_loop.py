"""The entries are added one by one in Python.

One array operation does it.

required:
    test_sum_needs_no_loop
"""

import numpy as np


def total(x: np.ndarray) -> float:
    result = 0.0
    for value in x.reshape(-1):
        result += float(value)
    return result
