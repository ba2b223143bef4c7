"""The gradient is that of the sum of the squared errors, not of their mean: it grows with the number of examples.

Show the network every example twice. What should become of the loss, and what of its slopes?

required:
    test_steps_and_losses
    test_any_widths_are_drawn
    test_each_network_is_drawn_after_training
    test_error_falls_with_width
    test_errors_are_in_the_order_of_the_widths
    test_fits_of_any_size
    test_gradients_are_slopes_of_the_loss
    test_gradients_of_any_shape
    test_training_improves_the_staircase
"""


def gradients(network: Network, x: np.ndarray, y: np.ndarray) -> Network:
    """The slopes of the loss in every parameter, in a dict with the names and shapes of the network's own."""
    hidden = _hidden(network, x)
    output_delta = 2 * (hidden @ network["v"] + network["c"] - y)  # (N,)
    hidden_delta = np.outer(output_delta, network["v"]) * (1 - hidden**2)  # (N, H)
    return {
        "w": x @ hidden_delta,
        "b": hidden_delta.sum(axis=0),
        "v": output_delta @ hidden,
        "c": output_delta.sum(),
    }
