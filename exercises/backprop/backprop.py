"""A network with one hidden layer that learns by backpropagation."""

import numpy as np


def sigmoid(z: np.ndarray) -> np.ndarray:
    """Return 1 / (1 + exp(-z)) for every entry of `z`.

    `z` holds integers or floats and has any shape; the answer has the same shape and holds floats between 0 and 1.
    It is never NaN, however large the entries: `sigmoid` of -1000 is 0 and of 1000 is 1, to within rounding.
    """
    raise NotImplementedError


class NeuralNetwork:
    """A network with one hidden layer, sigmoid in both layers, trained on the mean squared error.

    Its attributes are NumPy arrays of float64: `W1` (n_in, n_hidden), `b1` (n_hidden,), `W2` (n_hidden, n_out) and
    `b2` (n_out,). They can be read and set; every method computes with the values they have when it is called.

    In all methods `X` has shape (N, n_in) and `y` has shape (N, n_out), with N at least 1. Both are NumPy arrays of
    integers or floats, possibly read-only. No method changes an array it is given.
    """

    def __init__(self, n_in: int, n_hidden: int, n_out: int, rng: np.random.Generator) -> None:
        """Draw the weights at random and set the biases to zero.

        The entries of a weight matrix are drawn independently, from a normal or a uniform distribution as you like,
        with mean 0 and standard deviation sqrt(2 / (rows + columns)) of that matrix (Glorot and Bengio, 2010).
        Every random number comes from `rng`, in whatever order: two generators in the same state give the same
        network, two that were seeded differently give different ones.
        """
        raise NotImplementedError

    def forward(self, X: np.ndarray) -> np.ndarray:
        """Return the outputs sigmoid(sigmoid(X W1 + b1) W2 + b2), of shape (N, n_out)."""
        raise NotImplementedError

    def loss(self, X: np.ndarray, y: np.ndarray) -> float:
        """Return the mean squared error of the outputs for `X`: one number, averaged over all N * n_out entries."""
        raise NotImplementedError

    def backward(self, X: np.ndarray, y: np.ndarray) -> dict[str, np.ndarray]:
        """Return the gradient of `loss(X, y)` for each parameter; the parameters themselves stay as they are.

        The answer is a plain dict with the keys "W1", "b1", "W2" and "b2"; each value is an array of that parameter's
        shape. It depends on `X`, `y` and the parameters alone: no call of `forward` has to come before, and one with
        other data does no harm. It is finite even where units are saturated. It is computed with array operations,
        without a Python loop over the N rows.
        """
        raise NotImplementedError

    def step(self, gradients: dict[str, np.ndarray], lr: float) -> None:
        """Move every parameter one step downhill: subtract `lr` times its gradient from it.

        `gradients` is a dict like the one `backward` returns; it and its arrays are left as they are.
        """
        raise NotImplementedError

    def fit(self, X: np.ndarray, y: np.ndarray, epochs: int, lr: float) -> list[float]:
        """Take `epochs` steps, each with the gradients of the whole batch, and return the losses on the way.

        Training goes on from the parameters as they are. The answer is a list of `epochs` floats: entry i is the loss
        just before step i, so entry 0 is the loss before any learning. With 0 epochs it is empty.
        """
        raise NotImplementedError
