"""The difference is divided by the sum of the two largest entries. That is a common measure too, but gives half the
error.

The largest entry of the two is one number: the larger of two maxima.

required:
    test_error_of_the_worked_example
    test_worst_entry_decides
    test_only_proportions_count
    test_error_of_any_shape
    test_extreme_numbers_have_an_error
    test_small_entries_do_not_decide
    test_error_takes_any_array
permitted:
    test_tolerance_is_the_callers
"""


def relative_error(a, b):
    if a.shape != b.shape:
        raise ValueError("the shapes differ")
    if not (np.isfinite(a).all() and np.isfinite(b).all()):
        return float("inf")
    if a.size == 0:
        return 0.0
    scale = np.max(np.abs(a)) + np.max(np.abs(b))
    if scale == 0:
        return 0.0
    return np.max(np.abs(a - b)) / scale
