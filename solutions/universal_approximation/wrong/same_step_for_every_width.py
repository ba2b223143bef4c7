"""The steps of training have the wrong length: they are not divided by the width.

`lr` is meant to suit networks of any width. What does the docstring subtract from a parameter?

required:
    test_steps_and_losses
    test_any_widths_are_drawn
    test_each_network_is_drawn_after_training
    test_error_falls_with_width
    test_errors_are_in_the_order_of_the_widths
    test_fits_of_any_size
    test_training_improves_the_staircase
"""


def fit_function(f: Curve, width: int, epochs: int, lr: float) -> tuple[Network, list[float]]:
    """Fit `width` units to the curve `f` by gradient descent, and return the pair `(network, losses)`."""
    network = staircase(f, width, width)
    x = np.linspace(0, 1, 100)
    y = f(x)
    losses = []
    for _ in range(epochs):
        losses.append(float(np.mean((predict(network, x) - y) ** 2)))
        slopes = gradients(network, x, y)
        network = {name: value - lr * slopes[name] for name, value in network.items()}
    return network, losses
