"""`column_correlation` divides by N - 1 in one place and by N in another, so no line reaches 1.

Covariance and standard deviations have to be of one kind, either with N or with N - 1; then the number cancels.

required:
    test_correlation_of_the_worked_example
    test_straight_lines_correlate_fully
    test_each_column_is_measured_by_itself
    test_units_do_not_matter
    test_a_column_that_never_changes_knows_nothing
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
    r = []
    for column in X.T:
        if column.max() == column.min() or y.max() == y.min():
            r.append(0.0)
        else:
            r.append(np.cov(column, y)[0, 1] / (column.std() * y.std()))
    return np.array(r)
