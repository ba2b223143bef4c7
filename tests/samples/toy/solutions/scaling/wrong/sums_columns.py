"""Only one axis is summed, so there is still an array.

Which axes does `sum` take without an argument?

required:
    test_sums_all_entries
permitted:
    test_sum_needs_no_loop
"""

import numpy as np


def total(x: np.ndarray) -> float:
    return x.sum(axis=0)
