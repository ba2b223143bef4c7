"""In a column that is constant in training, a test value becomes enormous.

A difference divided by almost nothing is almost everything. What should it be divided by where there is no deviation?

required:
    test_constant_columns_are_not_blown_up
    test_constant_columns_of_any_value
"""


def standardize(train, test):
    """Subtract the mean and divide by the standard deviation of the training data."""
    train64 = np.asarray(train, dtype=np.float64)
    test64 = np.asarray(test, dtype=np.float64)
    mean = train64.mean(axis=0)
    std = train64.std(axis=0)
    std = std + 1e-8
    return (train64 - mean) / std, (test64 - mean) / std
