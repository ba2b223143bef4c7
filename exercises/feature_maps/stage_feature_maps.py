"""Course code beside the functions: it gives the clock something to read."""

from collections.abc import Callable

import numpy as np


def repeated(function: Callable[..., np.ndarray], times: int, *arguments: object) -> np.ndarray:
    """What the function answers, the last of several times."""
    return [function(*arguments) for _ in range(times)][-1]
