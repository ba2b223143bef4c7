"""The slopes in `w` and `b` are wrong, those in `v` and `c` right: tanh's slope is not taken where the unit is.

With h = tanh(z) the slope is 1 - h². What does your formula expect, z or h, and which of them does it get?

required:
    test_steps_and_losses
    test_any_widths_are_drawn
    test_each_network_is_drawn_after_training
    test_errors_are_in_the_order_of_the_widths
    test_fits_of_any_size
    test_gradients_are_slopes_of_the_loss
    test_gradients_by_hand
    test_gradients_of_any_shape
"""


def gradients(network: Network, x: np.ndarray, y: np.ndarray) -> Network:
    """The slopes of the loss in every parameter, in a dict with the names and shapes of the network's own."""
    hidden = _hidden(network, x)
    output_delta = 2 / len(x) * (hidden @ network["v"] + network["c"] - y)  # (N,)
    hidden_delta = np.outer(output_delta, network["v"]) * (1 - np.tanh(hidden) ** 2)  # (N, H)
    return {
        "w": x @ hidden_delta,
        "b": hidden_delta.sum(axis=0),
        "v": output_delta @ hidden,
        "c": output_delta.sum(),
    }
