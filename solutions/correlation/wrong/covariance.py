"""`column_correlation` does not divide by the spreads, so it depends on the units of the columns.

The mean product of the deviations is the covariance. A correlation is between -1 and 1 and knows no units: what are
the two square roots of the formula for?

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
    return (y - y.mean()) @ (X - X.mean(axis=0)) / len(y)
