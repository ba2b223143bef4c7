"""`column_correlation` subtracts the means inside the caller's table, which holds other numbers afterwards.

`X -= ...` writes into the array that was handed over, and cannot do so if it is read-only or holds integers. `X -
...` makes a new one.

required:
    test_no_single_lamp_knows
    test_correlation_of_any_dtype
    test_correlation_takes_any_array
"""


def column_correlation(X, y):
    if y.shape != (len(X),):
        raise ValueError("y needs one entry for each row")
    is_constant = (X.max(axis=0) == X.min(axis=0)) | (y.max() == y.min())
    X -= X.mean(axis=0)
    dx, dy = X, y - y.mean()
    norms = np.sqrt((dx**2).sum(axis=0) * (dy**2).sum())
    return np.where(is_constant, 0.0, dy @ dx / np.where(is_constant, 1.0, norms))
