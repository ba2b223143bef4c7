"""`column_correlation` subtracts the mean only after multiplying, which loses all digits far from zero.

The mean of the squares less the square of the mean is the difference of two numbers that are nearly equal, where
the mean is much larger than the spread. Take the means away first.

required:
    test_columns_may_be_far_from_zero
"""


def column_correlation(X, y):
    if y.shape != (len(X),):
        raise ValueError("y needs one entry for each row")
    n = len(y)
    dx, dy = X * 1.0, y * 1.0
    products = n * dy @ dx - dy.sum() * dx.sum(axis=0)
    norms = np.sqrt(np.abs(n * (dx**2).sum(axis=0) - dx.sum(axis=0) ** 2) * np.abs(n * (dy**2).sum() - dy.sum() ** 2))
    is_constant = (X.max(axis=0) == X.min(axis=0)) | (y.max() == y.min())
    return np.where(is_constant, 0.0, products / np.where(is_constant, 1.0, norms))
