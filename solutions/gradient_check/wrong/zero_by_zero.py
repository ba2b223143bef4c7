"""For two arrays of zeros the error is NaN: zero divided by zero.

Nothing is wrong where both arrays are zero everywhere. Ask before you divide.

over: reference, one_entry_at_a_time
required:
    test_zeros_agree
    test_flat_functions_have_gradients_of_zero
"""


def relative_error(a, b):
    if a.shape != b.shape:
        raise ValueError("the shapes differ")
    if not (np.isfinite(a).all() and np.isfinite(b).all()):
        return float("inf")
    if a.size == 0:
        return 0.0
    scale = max(np.max(np.abs(a)), np.max(np.abs(b)))
    return np.max(np.abs(a - b)) / scale
