"""Where several diagnoses apply, overfitting is answered although another one stands before it.

The first that applies is the answer. A run that learns nothing, or blows up, has no time to overfit.

required:
    test_four_kinds_are_told_apart
    test_any_curves_are_diagnosed
    test_first_that_applies_is_the_answer
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
    if val[-1] > 1.1 * val.min():
        return "overfitting"
    if train[-1] > 1.1 * train.min():
        return "diverging"
    if train[-1] > 0.9 * train[0]:
        return "underfitting"
    return "healthy"
