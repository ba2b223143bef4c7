"""A small number is added below the fraction line against division by zero. For tiny gradients it is not small at all,
and hides every mistake.

There is one case without a scale, in which all entries are zero. Treat it by itself, before you divide.

required:
    test_only_proportions_count
    test_extreme_numbers_have_an_error
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
    return np.max(np.abs(a - b)) / (scale + 1e-8)
