"""The forward pass of a fully connected network of any depth, and what becomes of it without activations."""

from collections.abc import Callable, Sequence

import numpy as np


def weight_shapes(layer_sizes: Sequence[int]) -> list[tuple[int, int]]:
    """The shapes of the weight matrices of a network with these layer sizes, from the first layer to the last.

    `layer_sizes` is a list or tuple of integers: the number of inputs, the number of units of each hidden layer, the
    number of outputs. The matrix between two neighbours has shape (size before, size after). Raises ValueError if there
    are fewer than two sizes, or if a size is less than 1.
    """
    raise NotImplementedError


def forward(
    X: np.ndarray,
    weights: Sequence[np.ndarray],
    biases: Sequence[np.ndarray],
    activation: Callable[[np.ndarray], np.ndarray],
) -> np.ndarray:
    """The outputs of the network, of shape (N, n_out), for a batch `X` of shape (N, n_in).

    `weights` and `biases` are lists, one entry per layer, from the first layer to the last: `weights[i]` is a matrix of
    shape (units before, units of this layer), `biases[i]` a vector of shape (units of this layer,). Each layer
    multiplies what comes in with its weights and adds its biases. Each layer but the last then applies `activation`;
    the last returns its sums as they are.

    `activation` is a function of one array, handed over by position, that acts on every entry by itself and returns a
    new array of the same shape. It may be any function of numbers, not only ReLU.

    All arrays hold integers or floats of any width, may be read-only or not contiguous, and are not changed. An empty
    batch, N = 0, gives an array of shape (0, n_out). Integers are not cut off: with float weights, a batch of integers
    gives floats; and floats do not lose digits, float64 is not narrowed to float32 on the way. It is computed with
    array operations, without a Python loop over the N rows.

    Raises ValueError if there is no layer, if `weights` and `biases` differ in number, or if shapes do not fit: each
    matrix has a row for each number that comes in, and each vector has exactly one entry per column of its matrix.
    """
    raise NotImplementedError


def collapse_linear(W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The one layer that does what two layers without an activation between them do: `(W, b)`.

    The first layer has weights `W1` (n_in, n_hidden) and biases `b1` (n_hidden,), the second `W2` (n_hidden, n_out) and
    `b2` (n_out,). For every batch `X` the answer gives X W + b = (X W1 + b1) W2 + b2, up to rounding, with `W` of shape
    (n_in, n_out) and `b` of shape (n_out,). The arrays hold integers or floats, may be read-only or not contiguous, and
    are not changed; their shapes fit.
    """
    raise NotImplementedError
