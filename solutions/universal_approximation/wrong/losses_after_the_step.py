"""The losses are those after each step: the list does not begin with the loss of the staircase.

Entry i belongs to the network before step i. Which line comes first in your loop?

required:
    test_steps_and_losses
    test_fits_of_any_size
"""


def fit_function(f: Curve, width: int, epochs: int, lr: float) -> tuple[Network, list[float]]:
    """Fit `width` units to the curve `f` by gradient descent, and return the pair `(network, losses)`."""
    network = staircase(f, width, width)
    x = np.linspace(0, 1, 100)
    y = f(x)
    losses = []
    for _ in range(epochs):
        slopes = gradients(network, x, y)
        network = {name: value - lr / width * slopes[name] for name, value in network.items()}
        losses.append(float(np.mean((predict(network, x) - y) ** 2)))
    return network, losses
