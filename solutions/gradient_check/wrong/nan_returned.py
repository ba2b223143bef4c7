"""Where an entry is not a number the error is not a number either. Every comparison with NaN is false, so what comes
of it is chance.

A gradient that holds NaN or infinity is as wrong as can be: say so with an infinite error.

over: reference, one_entry_at_a_time
required:
    test_no_number_is_infinitely_wrong
"""


def relative_error(a, b):
    if a.shape != b.shape:
        raise ValueError("the shapes differ")
    if a.size == 0:
        return 0.0
    scale = max(np.max(np.abs(a)), np.max(np.abs(b)))
    if scale == 0:
        return 0.0
    return np.max(np.abs(a - b)) / scale
