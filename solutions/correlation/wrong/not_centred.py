"""`column_correlation` works on the numbers themselves and not on their deviations from the mean.

Without the means taken away, columns that are all positive look alike, whatever they do. Try a column and the same
column plus 100.

required:
    test_correlation_of_the_worked_example
    test_straight_lines_correlate_fully
    test_each_column_is_measured_by_itself
    test_units_do_not_matter
    test_a_column_that_never_changes_knows_nothing
    test_no_single_lamp_knows
    test_any_table
    test_any_constant_knows_nothing
    test_columns_may_be_far_from_zero
    test_columns_of_all_scales_stand_side_by_side
    test_correlation_of_any_dtype
    test_correlation_takes_any_array
"""


def column_correlation(X, y):
    if y.shape != (len(X),):
        raise ValueError("y needs one entry for each row")
    dx, dy = X * 1.0, y * 1.0
    norms = np.sqrt((dx**2).sum(axis=0) * (dy**2).sum())
    is_constant = (X.max(axis=0) == X.min(axis=0)) | (y.max() == y.min())
    return np.where(is_constant, 0.0, dy @ dx / np.where(is_constant, 1.0, norms))
