"""`step` returns True and False instead of the integers 1 and 0.

A comparison makes an array of booleans, which look like 0 and 1 but do not calculate like them: `y - decisions` would
raise for two arrays of booleans. Turn them into integers.

required:
    test_step_tells_positive_from_negative
    test_step_of_exactly_zero_is_one
    test_step_keeps_any_shape
    test_step_takes_single_numbers
    test_predict_weighs_the_inputs_and_adds_the_bias
    test_a_row_on_the_boundary_is_a_yes
    test_predict_takes_batches_of_any_size
    test_the_bias_decides_where_the_inputs_are_zero
    test_fit_learns_a_gate
"""


def step(z):
    return np.asarray(z) >= 0
