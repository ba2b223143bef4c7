"""Networks look for correlation: measure it, hand the demand for it back a layer, and create it where there is none."""

import numpy as np


def column_correlation(X: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The correlation of each column of `X` (N, D) with `y` (N,): an array of shape (D,), of floats from -1 to 1.

    Entry j is the sum over n of (X[n, j] - mean of the column) * (y[n] - mean of y), divided by the square roots of the
    sums of the squared deviations of both. A column whose entries are all equal, whichever number that is, has the
    correlation 0; where the entries of `y` are all equal, as for N = 1, all columns have.

    `X` and `y` hold integers of any width, or floats of 32 or 64 bits, with N and D at least 1. They may be read-only or
    not contiguous and are not changed. The answer is the same, up to rounding, when a column or `y` is multiplied by a
    positive number, be it a billionth or a billion, and (in float64) when a number is added that is a million times as
    large as its spread. Raises ValueError unless `y` has one axis and as many entries as `X` has rows.
    """
    if y.shape != X.shape[:1]:
        raise ValueError(f"y has shape {y.shape}, expected one entry for each of the {len(X)} rows")
    x_deviations, y_deviations = _deviations(X), _deviations(y)  # (N, D) and (N,)
    products = y_deviations @ x_deviations  # (D,)
    norms = np.linalg.norm(x_deviations, axis=0) * np.linalg.norm(y_deviations)
    return np.divide(products, norms, out=np.zeros(X.shape[1]), where=norms > 0)


def hidden_delta(output_delta: np.ndarray, W: np.ndarray, hidden: np.ndarray) -> np.ndarray:
    """How the loss changes with the sums that hidden units with ReLU receive: an array of shape (N, n_hidden).

    `output_delta` (N, n_out) is how the loss changes with the outputs, `W` (n_hidden, n_out) holds the weights between
    the hidden layer and the outputs, and `hidden` (N, n_hidden) what the hidden units answered, after ReLU: nothing is
    negative. The answer is `output_delta` times the weights, for units whose answer is positive, and 0 for those whose
    answer is 0.

    The arrays hold floats of 32 or 64 bits or integers, may be read-only or not contiguous, and are not changed. An empty
    batch, N = 0, gives an array of shape (0, n_hidden). Raises ValueError where the three shapes do not fit; nothing is
    stretched.
    """
    if hidden.shape != (len(output_delta), len(W)):
        raise ValueError(f"hidden has shape {hidden.shape}, expected {(len(output_delta), len(W))}")
    return (output_delta @ W.T) * (hidden > 0)


def train_two_layer(
    X: np.ndarray, y: np.ndarray, W1: np.ndarray, W2: np.ndarray, *, lr: float, epochs: int
) -> tuple[np.ndarray, np.ndarray, list[float]]:
    """Train the network relu(X W1) W2 on the mean squared error, and return the tuple `(W1, W2, losses)`.

    `X` (N, n_in) are the inputs and `y` (N, n_out) the targets, with N at least 1; `W1` (n_in, n_hidden) and `W2`
    (n_hidden, n_out) are the weights to start from. There are no biases. The loss is the mean of (output - y)² over all
    N * n_out entries. Each of the `epochs` takes one step with the whole batch: from both weight matrices, `lr` times the
    gradient of the loss is subtracted, with both gradients taken at the weights before that step. The slope of ReLU at 0
    is 0.

    Returns the weights after the last step, as arrays of floats, and the list of the losses before each step: entry 0 is
    the loss of the weights to start from. With 0 epochs the weights are those to start from and the list is empty. All is
    computed in float64.

    The arrays hold integers or floats, may be read-only or not contiguous, and are not changed. Raises ValueError where
    their shapes do not fit; `y` in particular has exactly the shape of the outputs.
    """
    W1, W2 = W1.astype(np.float64), W2.astype(np.float64)
    if y.shape != (len(X), W2.shape[1]):
        raise ValueError(f"y has shape {y.shape}, expected {(len(X), W2.shape[1])}")
    losses = []
    for _ in range(epochs):
        hidden = np.maximum(X @ W1, 0.0)  # (N, n_hidden)
        errors = hidden @ W2 - y  # (N, n_out)
        losses.append(float(np.mean(errors**2)))
        output_delta = 2 / errors.size * errors
        dW1, dW2 = X.T @ hidden_delta(output_delta, W2, hidden), hidden.T @ output_delta
        W1, W2 = W1 - lr * dW1, W2 - lr * dW2
    return W1, W2, losses


def _deviations(values: np.ndarray) -> np.ndarray:
    """`values` less their mean, column by column; exactly 0 where all are equal, which a rounded mean would not give."""
    from_the_first = values.astype(np.float64) - values[0]
    return from_the_first - from_the_first.mean(axis=0)
