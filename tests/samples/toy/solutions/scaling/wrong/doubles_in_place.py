"""The array that was handed over is doubled itself, so the caller's numbers are gone.

Make a new array for the result.

required:
    test_leaves_its_input_alone
"""

import numpy as np


def double(x: np.ndarray) -> np.ndarray:
    x *= 2
    return x
