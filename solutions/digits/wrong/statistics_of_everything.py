"""The test data have an influence on the training data: mean and deviation are those of both together.

The test data stand for what nobody has seen yet. Which samples do the statistics come from?

required:
    test_standardize_by_hand
    test_nothing_leaks_from_the_test_data
    test_constant_columns_are_not_blown_up
    test_standardize_agrees_with_scikit_learn
"""


def standardize(train, test):
    """Subtract the mean and divide by the standard deviation of the training data."""
    train64 = np.asarray(train, dtype=np.float64)
    test64 = np.asarray(test, dtype=np.float64)
    both = np.concatenate([train64, test64])
    mean = both.mean(axis=0)
    std = both.std(axis=0)
    std[(train64 == train64[0]).all(axis=0)] = 1.0
    return (train64 - mean) / std, (test64 - mean) / std
