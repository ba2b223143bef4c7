"""All columns share one mean and one deviation.

A column is one pixel of all images. Along which axis are the samples?

required:
    test_nothing_leaks_from_the_test_data
    test_constant_columns_are_not_blown_up
    test_standardize_agrees_with_scikit_learn
    test_constant_columns_of_any_value
    test_few_samples
"""


def standardize(train, test):
    """Subtract the mean and divide by the standard deviation of the training data."""
    train64 = np.asarray(train, dtype=np.float64)
    test64 = np.asarray(test, dtype=np.float64)
    mean = train64.mean()
    std = train64.std()
    std = std or 1.0
    return (train64 - mean) / std, (test64 - mean) / std
