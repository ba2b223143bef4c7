"""The difference is divided by the largest entry of the second array only, so the error depends on the order of the
two.

Which of the two is right is not known. The larger of both largest entries sets the scale.

required:
    test_error_of_the_worked_example
    test_only_proportions_count
    test_error_of_any_shape
permitted:
    test_extreme_numbers_have_an_error
    test_error_takes_any_array
"""


def relative_error(a, b):
    if a.shape != b.shape:
        raise ValueError("the shapes differ")
    if not (np.isfinite(a).all() and np.isfinite(b).all()):
        return float("inf")
    if a.size == 0 or not (a.any() or b.any()):
        return 0.0
    return np.max(np.abs(a - b)) / np.max(np.abs(b))
