"""A column that never changes gets the correlation NaN, from 0 divided by 0.

The contract wants 0 for it, and for all columns where y never changes. Sort these cases out before you divide.

required:
    test_a_column_that_never_changes_knows_nothing
    test_no_single_lamp_knows
    test_any_constant_knows_nothing
    test_a_single_row_knows_nothing
"""


def column_correlation(X, y):
    if y.shape != (len(X),):
        raise ValueError("y needs one entry for each row")
    dx, dy = X - X.mean(axis=0), y - y.mean()
    return dy @ dx / np.sqrt((dx**2).sum(axis=0) * (dy**2).sum())
