"""`step` answers -1 instead of 0 below zero, so that a right no looks like an error of 1.

Many books label the classes -1 and 1, and their formulas fit that choice. Here the labels are 0 and 1: look at what
label - decision is for a row of class 0 that is decided right.

over: reference, one_long_fit
unnamed: one_long_fit
required:
    test_step_tells_positive_from_negative
    test_step_keeps_any_shape
    test_step_takes_single_numbers
    test_predict_weighs_the_inputs_and_adds_the_bias
    test_predict_takes_batches_of_any_size
    test_the_bias_decides_where_the_inputs_are_zero
    test_a_missed_row_pulls_the_weights_towards_it
    test_the_bias_learns_as_well
    test_a_right_decision_changes_nothing
    test_each_row_meets_the_corrected_weights
    test_fit_counts_the_mistakes_of_each_epoch
    test_fit_ends_with_a_clean_epoch
    test_fit_learns_a_gate
    test_every_single_correction_is_right
    test_whole_runs_agree
    test_fit_goes_on_where_it_ended
    test_inputs_may_be_integers_views_or_read_only
    test_separable_data_is_learned_within_the_mistake_bound
"""


def step(z):
    return np.where(np.asarray(z) >= 0, 1, -1)
