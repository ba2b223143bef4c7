"""NaN or infinity in the middle of a curve is overlooked.

A run that was NaN for an epoch is not healthy, whatever came afterwards. Look at all of both curves.

required:
    test_nan_is_diverging
    test_curves_of_any_kind
"""


def diagnose_curves(train, val):
    if len(train) != len(val):
        raise ValueError("the curves have different lengths")
    if len(train) < 2:
        raise ValueError("at least two epochs are needed")
    train = np.asarray(train, dtype=float)
    val = np.asarray(val, dtype=float)
    if not (np.isfinite(train[-1]) and np.isfinite(val[-1])):
        return "diverging"
    if train[-1] > 1.1 * train.min():
        return "diverging"
    if train[-1] > 0.9 * train[0]:
        return "underfitting"
    if val[-1] > 1.1 * val.min():
        return "overfitting"
    return "healthy"
