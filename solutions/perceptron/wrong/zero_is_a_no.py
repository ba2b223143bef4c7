"""`step` answers 0 at exactly zero, where the contract says 1.

Compare the sign between `z` and 0 in your condition with the one in the docstring, and try it with z = 0. Zero is not
a rare case: a perceptron that starts with zero weights sees it in its first row.

over: reference, one_long_fit
required:
    test_step_of_exactly_zero_is_one
    test_step_keeps_any_shape
    test_step_takes_single_numbers
    test_a_row_on_the_boundary_is_a_yes
    test_the_bias_decides_where_the_inputs_are_zero
    test_fit_counts_the_mistakes_of_each_epoch
permitted:
    test_predict_takes_batches_of_any_size
    test_fit_goes_on_where_it_ended
    test_inputs_may_be_integers_views_or_read_only
    test_every_single_correction_is_right
    test_whole_runs_agree
"""


def step(z):
    return np.greater(z, 0).astype(int)
