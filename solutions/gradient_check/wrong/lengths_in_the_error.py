"""The error is the length of the difference by the larger of the two lengths, in the sense of Euclid. Squares also
leave the range of floats long before the entries do.

That is another measure. Here the largest difference and the largest entry are asked for, and nothing is squared.

required:
    test_error_of_the_worked_example
    test_worst_entry_decides
    test_error_of_any_shape
    test_extreme_numbers_have_an_error
    test_small_entries_do_not_decide
    test_error_takes_any_array
permitted:
    test_only_proportions_count
    test_tolerance_is_the_callers
"""


def relative_error(a, b):
    if a.shape != b.shape:
        raise ValueError("the shapes differ")
    if not (np.isfinite(a).all() and np.isfinite(b).all()):
        return float("inf")
    if a.size == 0:
        return 0.0
    scale = max(np.sqrt(np.sum(a**2)), np.sqrt(np.sum(b**2)))
    if scale == 0:
        return 0.0
    return np.sqrt(np.sum((a - b) ** 2)) / scale
