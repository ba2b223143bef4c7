"""Entries that are NaN are left out of the comparison, so a gradient of nothing but NaN would pass for right.

`np.nanmax` is made for gaps in measurements. A gradient has no gaps: NaN or infinity anywhere makes the error
infinite.

required:
    test_no_number_is_infinitely_wrong
    test_no_number_is_no_gradient
"""


def relative_error(a, b):
    if a.shape != b.shape:
        raise ValueError("the shapes differ")
    if a.size == 0:
        return 0.0
    scale = max(np.nanmax(np.abs(a)), np.nanmax(np.abs(b)))
    if scale == 0:
        return 0.0
    return np.nanmax(np.abs(a - b)) / scale
