"""The slopes are right when they are computed, and lose their fractions when they are stored: the answer has the dtype
of x.

`np.zeros_like(x)` takes shape and dtype from x. Slopes at whole numbers need not be whole.

required:
    test_integers_are_nudged_too
    test_everything_is_float64
permitted:
    test_checking_takes_any_array
"""


def numerical_gradient(f, x, eps=1e-5):
    if not eps > 0:
        raise ValueError("eps must be positive")
    gradient = np.zeros_like(x)
    x = x.astype(np.float64)
    for i in np.ndindex(x.shape):
        nudge = np.zeros(x.shape)
        nudge[i] = eps
        gradient[i] = (f(x + nudge) - f(x - nudge)) / (2 * eps)
    return gradient
