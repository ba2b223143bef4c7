"""`column_correlation` loses its sign: a column that falls when y rises is shown as rising with it.

The correlation of a falling line is -1. What happens to the sign of the numerator on its way?

required:
    test_straight_lines_correlate_fully
    test_each_column_is_measured_by_itself
    test_units_do_not_matter
    test_any_table
    test_correlation_of_any_dtype
permitted:
    test_any_constant_knows_nothing
    test_columns_may_be_far_from_zero
    test_columns_of_all_scales_stand_side_by_side
    test_correlation_takes_any_array
"""


def column_correlation(X, y):
    if y.shape != (len(X),):
        raise ValueError("y needs one entry for each row")
    dx, dy = X - X.mean(axis=0), y - y.mean()
    norms = np.sqrt((dx**2).sum(axis=0) * (dy**2).sum())
    is_constant = (X.max(axis=0) == X.min(axis=0)) | (y.max() == y.min())
    return np.where(is_constant, 0.0, np.abs(dy @ dx) / np.where(is_constant, 1.0, norms))
