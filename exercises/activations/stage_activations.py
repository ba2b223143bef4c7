"""Course code beside the functions: it calls one of them and listens for warnings."""

import warnings
from collections.abc import Callable

import numpy as np


def listen(function: Callable[[np.ndarray], np.ndarray], x: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """What the function answers, and the warnings it gave on the way."""
    with warnings.catch_warnings(record=True) as given:
        warnings.simplefilter("always")
        answer = function(x)
    return answer, [str(warning.message) for warning in given]
