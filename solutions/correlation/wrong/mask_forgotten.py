"""`hidden_delta` asks silent units as loudly as all others: the slope of ReLU is missing.

A unit whose sum is negative answers 0, and still does if the sum is nudged. What it is asked for has to be 0.

unnamed: norms_and_products
required:
    test_delta_of_the_worked_example
    test_delta_is_the_slope_at_the_hidden_sums
    test_training_of_the_worked_example
    test_a_step_follows_the_slope_of_the_loss
    test_losses_are_taken_before_each_step
    test_lamps_are_learned
    test_correlation_is_created_in_the_hidden_layer
    test_delta_of_any_shape
    test_delta_takes_any_array
    test_any_training
    test_training_goes_on_from_any_weights
    test_training_takes_any_array
"""


def hidden_delta(output_delta, W, hidden):
    delta = output_delta @ W.T
    if delta.shape != hidden.shape:
        raise ValueError("the shapes do not fit")
    return delta
