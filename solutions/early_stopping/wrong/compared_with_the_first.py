"""Diverging and overfitting are measured against the first loss, so a curve that has fallen and climbs again is not noticed.

A climb begins at the lowest point of the curve, not where training began.

required:
    test_four_kinds_are_told_apart
    test_any_curves_are_diagnosed
    test_first_that_applies_is_the_answer
    test_curves_of_any_kind
"""


def diagnose_curves(train, val):
    if len(train) != len(val):
        raise ValueError("the curves have different lengths")
    if len(train) < 2:
        raise ValueError("at least two epochs are needed")
    train = np.asarray(train, dtype=float)
    val = np.asarray(val, dtype=float)
    if not (np.isfinite(train).all() and np.isfinite(val).all()):
        return "diverging"
    if train[-1] > 1.1 * train[0]:
        return "diverging"
    if train[-1] > 0.9 * train[0]:
        return "underfitting"
    if val[-1] > 1.1 * val[0]:
        return "overfitting"
    return "healthy"
