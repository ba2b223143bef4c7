"""A column and an answer that are 0.1 everywhere correlate fully, because their means are not exactly 0.1.

The deviations from a rounded mean are not 0, but of the size of a rounding error, and so is the norm. Whether all
entries are equal is best asked of the entries.

required:
    test_any_constant_knows_nothing
"""


def column_correlation(X, y):
    if y.shape != (len(X),):
        raise ValueError("y needs one entry for each row")
    dx, dy = X - X.mean(axis=0), y - y.mean()
    norms = np.sqrt((dx**2).sum(axis=0) * (dy**2).sum())
    is_constant = norms == 0
    return np.where(is_constant, 0.0, dy @ dx / np.where(is_constant, 1.0, norms))
