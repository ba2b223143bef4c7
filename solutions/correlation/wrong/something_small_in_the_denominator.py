"""`column_correlation` adds 1e-8 to the denominator, which is all there is for columns in small units.

A number that is small next to 1 is large next to the spread of a column of billionths. Treat the case of no spread
by itself, and leave the formula alone in all others.

required:
    test_units_do_not_matter
    test_any_constant_knows_nothing
    test_columns_of_all_scales_stand_side_by_side
"""


def column_correlation(X, y):
    if y.shape != (len(X),):
        raise ValueError("y needs one entry for each row")
    dx, dy = X - X.mean(axis=0), y - y.mean()
    return dy @ dx / (np.sqrt((dx**2).sum(axis=0) * (dy**2).sum()) + 1e-8)
