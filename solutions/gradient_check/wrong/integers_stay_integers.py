"""x is copied with its dtype, so integers cannot be nudged by a small step: it is cut off, and every slope is zero.
Narrow floats swallow most of it.

An assignment into an array is squeezed into the array's dtype. Copy x into an array of float64 first.

required:
    test_integers_are_nudged_too
    test_everything_is_float64
    test_checking_takes_any_array
permitted:
    test_entries_may_depend_on_each_other
"""


def numerical_gradient(f, x, eps=1e-5):
    if not eps > 0:
        raise ValueError("eps must be positive")
    x = x.copy()
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + eps
        above = f(x)
        x[i] = old - eps
        below = f(x)
        x[i] = old
        gradient[i] = (above - below) / (2 * eps)
    return gradient
