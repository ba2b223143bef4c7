"""x itself is nudged and put back: the caller's array is written to, and where that is forbidden an error is raised.

An array of float64 is not copied by `np.asarray`. Somebody else may hold it, and read it in the meantime.

required:
    test_x_is_left_alone
    test_awkward_arrays_have_slopes
    test_checking_takes_any_array
"""


def numerical_gradient(f, x, eps=1e-5):
    if not eps > 0:
        raise ValueError("eps must be positive")
    x = np.asarray(x, dtype=np.float64)
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
