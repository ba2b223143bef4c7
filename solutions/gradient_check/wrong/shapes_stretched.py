"""Arrays of different shapes are compared where NumPy can stretch one to fit the other: a vector and a column become a
whole matrix of differences.

Compare the shapes first. Broadcasting is convenient where it is meant, and silent where it is not.

required:
    test_nothing_is_stretched
"""


def relative_error(a, b):
    if not (np.isfinite(a).all() and np.isfinite(b).all()):
        return float("inf")
    if a.size == 0:
        return 0.0
    scale = max(np.max(np.abs(a)), np.max(np.abs(b)))
    if scale == 0:
        return 0.0
    return np.max(np.abs(a - b)) / scale
