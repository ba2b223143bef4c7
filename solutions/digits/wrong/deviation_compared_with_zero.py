"""Columns of equal values are not always taken for constant: rounding has left some of them a tiny deviation.

The mean of a thousand times 0.1 is not exactly 0.1. What can be asked of the values themselves?

required:
    test_constant_columns_of_any_value
"""


def standardize(train, test):
    """Subtract the mean and divide by the standard deviation of the training data."""
    train64 = np.asarray(train, dtype=np.float64)
    test64 = np.asarray(test, dtype=np.float64)
    mean = train64.mean(axis=0)
    std = train64.std(axis=0)
    std[std == 0] = 1.0
    return (train64 - mean) / std, (test64 - mean) / std
