"""A validation loss above the training loss is taken for overfitting.

Some gap is normal. Overfitting is a validation loss that has been lower before.

required:
    test_gap_is_no_overfitting
    test_any_curves_are_diagnosed
    test_first_that_applies_is_the_answer
    test_four_kinds_are_told_apart
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
    if train[-1] > 1.1 * train.min():
        return "diverging"
    if train[-1] > 0.9 * train[0]:
        return "underfitting"
    if val[-1] > 1.1 * train[-1]:
        return "overfitting"
    return "healthy"
