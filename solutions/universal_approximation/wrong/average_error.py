"""The error is an average over the points, and not the largest distance.

A network that is right nearly everywhere and far off at one place is far off at its worst.

required:
    test_error_is_looked_for_between_the_examples
    test_error_is_the_largest_distance
    test_errors_are_in_the_order_of_the_widths
"""

from collections.abc import Sequence


def error_by_width(f: Curve, widths: Sequence[int], epochs: int, lr: float) -> np.ndarray:
    """How far off a fitted network is at its worst, for each of the `widths`: an array of floats in their order."""
    x = np.linspace(0, 1, 501)
    y = f(x)
    fits = (fit_function(f, width, epochs, lr)[0] for width in widths)
    return np.array([np.sqrt(np.mean((predict(network, x) - y) ** 2)) for network in fits])
