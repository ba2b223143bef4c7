"""The answers miss the constant `c`: all of them are off by the same number.

Set all v to 0. What should the network answer then?

required:
    test_steps_and_losses
    test_any_number_of_units_and_points
    test_any_widths_are_drawn
    test_each_network_is_drawn_after_training
    test_error_falls_with_width
    test_error_is_the_largest_distance
    test_errors_are_in_the_order_of_the_widths
    test_fits_of_any_size
    test_one_unit_by_hand
    test_predict_takes_any_array
    test_saturated_units_are_flat
    test_training_improves_the_staircase
    test_units_add_up
"""


def predict(network: Network, x: np.ndarray) -> np.ndarray:
    """What the network answers to each number in `x`: the sum over its units of v tanh(w x + b), plus c."""
    return _hidden(network, x) @ network["v"]
