"""The error is looked for where the network was trained, and what happens between the examples is not seen.

How many points does the docstring of `error_by_width` ask for, and how many does training use?

required:
    test_error_is_looked_for_between_the_examples
    test_error_is_the_largest_distance
    test_errors_are_in_the_order_of_the_widths
"""

from collections.abc import Sequence


def error_by_width(f: Curve, widths: Sequence[int], epochs: int, lr: float) -> np.ndarray:
    """How far off a fitted network is at its worst, for each of the `widths`: an array of floats in their order."""
    x = np.linspace(0, 1, 100)
    y = f(x)
    fits = (fit_function(f, width, epochs, lr)[0] for width in widths)
    return np.array([np.abs(predict(network, x) - y).max() for network in fits])
