"""Goes through columns and hidden units one by one, with unit vectors for correlations and a closure for the slopes."""

import numpy as np


def unit_vector(values):
    values = np.array(values, dtype=np.float64)
    if values.min() == values.max():
        return np.zeros(len(values))
    values -= values.mean()
    return values / np.sqrt(np.dot(values, values))


def column_correlation(X, y):
    if y.ndim != 1 or y.shape[0] != X.shape[0]:
        raise ValueError(f"{X.shape[0]} rows do not go with answers of shape {y.shape}")
    direction = unit_vector(y)
    correlations = [np.dot(unit_vector(column), direction) for column in X.T]
    return np.clip(correlations, -1.0, 1.0)


def hidden_delta(output_delta, W, hidden):
    (n, n_out), (n_hidden, columns) = output_delta.shape, W.shape
    if columns != n_out or hidden.shape != (n, n_hidden):
        raise ValueError(f"shapes {output_delta.shape}, {W.shape} and {hidden.shape} do not go together")
    delta = np.zeros((n, n_hidden))
    for unit in range(n_hidden):
        is_on = hidden[:, unit] > 0
        delta[is_on, unit] = np.dot(output_delta[is_on], W[unit])
    return delta


def train_two_layer(X, y, W1, W2, *, lr, epochs):
    X, y, W1, W2 = (np.array(array, dtype=np.float64) for array in (X, y, W1, W2))
    n, n_in = X.shape
    if W1.shape[0] != n_in or W1.shape[1] != W2.shape[0] or y.shape != (n, W2.shape[1]):
        raise ValueError("inputs, targets and weights do not fit together")

    def loss_and_slopes():
        hidden = np.dot(X, W1)
        hidden[hidden < 0] = 0.0
        difference = np.dot(hidden, W2) - y
        loss = np.vdot(difference, difference) / y.size
        delta = difference * (2.0 / y.size)
        return float(loss), np.dot(hidden_delta(delta, W2, hidden).T, X).T, np.dot(delta.T, hidden).T

    losses = []
    while len(losses) < epochs:
        loss, dW1, dW2 = loss_and_slopes()
        losses.append(loss)
        W1 -= lr * dW1
        W2 -= lr * dW2
    return W1, W2, losses
