"""The test data are standardized by a mean and a deviation of their own: the same sample becomes other numbers in other company.

One image has to mean the same to the network wherever it comes from. Whose statistics belong to it?

required:
    test_standardize_by_hand
    test_nothing_leaks_from_the_test_data
    test_constant_columns_are_not_blown_up
    test_standardize_agrees_with_scikit_learn
    test_constant_columns_of_any_value
"""


def standardize(train, test):
    """Subtract the mean and divide by the standard deviation of the training data."""
    train64 = np.asarray(train, dtype=np.float64)
    test64 = np.asarray(test, dtype=np.float64)
    mean = train64.mean(axis=0)
    std = train64.std(axis=0)
    std[(train64 == train64[0]).all(axis=0)] = 1.0
    test_std = test64.std(axis=0) if len(test64) else std
    test_mean = test64.mean(axis=0) if len(test64) else mean
    return (train64 - mean) / std, (test64 - test_mean) / np.where(test_std == 0, 1.0, test_std)
