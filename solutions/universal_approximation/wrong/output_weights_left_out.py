"""The slopes in `w` and `b` are wrong, those in `v` and `c` right: what comes back skips the output's weights.

A unit with a large `v` moves the output more than one with a small `v`. Where does the hidden delta say so?

required:
    test_steps_and_losses
    test_any_widths_are_drawn
    test_each_network_is_drawn_after_training
    test_errors_are_in_the_order_of_the_widths
    test_fits_of_any_size
    test_gradients_are_slopes_of_the_loss
    test_gradients_by_hand
    test_gradients_of_any_shape
    test_training_improves_the_staircase
"""


def gradients(network: Network, x: np.ndarray, y: np.ndarray) -> Network:
    """The slopes of the loss in every parameter, in a dict with the names and shapes of the network's own."""
    hidden = _hidden(network, x)
    output_delta = 2 / len(x) * (hidden @ network["v"] + network["c"] - y)  # (N,)
    hidden_delta = output_delta[:, None] * (1 - hidden**2)  # (N, H)
    return {
        "w": x @ hidden_delta,
        "b": hidden_delta.sum(axis=0),
        "v": output_delta @ hidden,
        "c": output_delta.sum(),
    }
