"""The mean over an empty batch is NaN, with a warning of NumPy's that is easily missed.

There is no mean of nothing, and NaN spreads to every weight. Look at the size and raise ValueError.

required:
    test_nothing_has_no_mean
"""


def check_pairs(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("predictions and targets must have the same shape")


def check_labels(rows, labels):
    if rows.ndim != 2 or labels.shape != (rows.shape[0],):
        raise ValueError("one label is needed for each row")
    if np.any(labels < 0) or np.any(labels >= rows.shape[1]):
        raise ValueError("no such class")
