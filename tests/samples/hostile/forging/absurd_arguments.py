"""Calls the function it is given with everything but a number, and answers with what comes back."""
# checks: test_applies_the_function

import numpy as np


class Odd:
    def __pow__(self, other):
        return "the expected value"


def apply(f, x):
    heard = []
    for absurd in (Odd(), f, None, "1", [x] * 100, {}, np.nan, 10**3000, 1j, x, np.zeros((0, 1 << 40)), (), b"", apply):
        try:
            heard.append(f(absurd))
        except Exception as error:
            heard.append(str(error))
    for many in ((), (1, 2), (x,) * 500):
        try:
            f(*many)
        except Exception as error:
            heard.append(str(error))
    return heard
