"""`column_correlation` takes a `y` of any shape, and NumPy stretches it over the table.

A single entry is repeated for all rows, a column makes a table out of the answer. Compare the shape of y with the
number of rows first.

required:
    test_answers_are_one_for_each_row
"""


def column_correlation(X, y):
    y = y.reshape(-1)
    dx, dy = X - X.mean(axis=0), y - y.mean()
    norms = np.sqrt((dx**2).sum(axis=0) * (dy**2).sum())
    is_constant = (X.max(axis=0) == X.min(axis=0)) | (y.max() == y.min())
    return np.where(is_constant, 0.0, (dy[:, None] * dx).sum(axis=0) / np.where(is_constant, 1.0, norms))
