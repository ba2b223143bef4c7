"""`hidden_delta` listens to the first output only; what the others ask for is lost.

Every output has its own delta and its own weight to the unit, and all their demands add up.

required:
    test_what_all_outputs_ask_adds_up
    test_delta_is_the_slope_at_the_hidden_sums
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
    delta = output_delta[:, :1] * W[:, 0]
    if delta.shape != hidden.shape:
        raise ValueError("the shapes do not fit")
    return delta * (hidden > 0)
