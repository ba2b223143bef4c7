"""`hidden_delta` hands the same demand to every unit, without the weights in between.

An output that hardly uses a unit hardly cares what it answers. The weight between the two says how much, and with
which sign.

required:
    test_delta_of_the_worked_example
    test_how_loudly_a_unit_answers_does_not_matter
    test_what_all_outputs_ask_adds_up
    test_delta_is_the_slope_at_the_hidden_sums
    test_training_of_the_worked_example
    test_a_step_follows_the_slope_of_the_loss
    test_losses_are_taken_before_each_step
    test_delta_of_any_shape
    test_delta_takes_any_array
    test_any_training
    test_training_goes_on_from_any_weights
    test_training_takes_any_array
"""


def hidden_delta(output_delta, W, hidden):
    if output_delta.shape[1] != W.shape[1]:
        raise ValueError("the shapes do not fit")
    delta = output_delta.sum(axis=1, keepdims=True) * np.ones(len(W))
    if delta.shape != hidden.shape:
        raise ValueError("the shapes do not fit")
    return delta * (hidden > 0)
