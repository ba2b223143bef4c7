"""Only points where the network is above the curve count for the error.

Where the network is below, network - f is negative. How large is the distance there?

required:
    test_error_is_looked_for_between_the_examples
    test_error_is_the_largest_distance
"""

from collections.abc import Sequence


def error_by_width(f: Curve, widths: Sequence[int], epochs: int, lr: float) -> np.ndarray:
    """How far off a fitted network is at its worst, for each of the `widths`: an array of floats in their order."""
    x = np.linspace(0, 1, 501)
    y = f(x)
    fits = (fit_function(f, width, epochs, lr)[0] for width in widths)
    return np.array([(predict(network, x) - y).max() for network in fits])
