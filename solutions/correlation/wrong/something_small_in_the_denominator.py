"""`column_correlation` adds 1e-8 to the denominator, which is all there is for columns in small units.

A number that is small next to 1 is large next to the spread of a column of billionths. Treat the case of no spread
by itself, and leave the formula alone in all others.

required:
    test_units_do_not_matter
    test_any_constant_knows_nothing
    test_columns_of_all_scales_stand_side_by_side
"""

import numpy as np


def column_correlation(X, y):
    if y.shape != (len(X),):
        raise ValueError("y needs one entry for each row")
    dx, dy = X - X.mean(axis=0), y - y.mean()
    return dy @ dx / (np.sqrt((dx**2).sum(axis=0) * (dy**2).sum()) + 1e-8)


def hidden_delta(output_delta, W, hidden):
    delta = output_delta @ W.T
    if delta.shape != hidden.shape:
        raise ValueError("the shapes do not fit")
    return delta * (hidden > 0)


def train_two_layer(X, y, W1, W2, *, lr, epochs):
    if y.shape != (X.shape[0], W2.shape[1]):
        raise ValueError("y needs the shape of the outputs")
    W1, W2 = W1 * 1.0, W2 * 1.0
    losses = []
    for _ in range(epochs):
        hidden = np.maximum(X @ W1, 0)
        output = hidden @ W2
        losses.append(np.mean((output - y) ** 2))
        output_delta = 2 * (output - y) / y.size
        dW2 = hidden.T @ output_delta
        dW1 = X.T @ hidden_delta(output_delta, W2, hidden)
        W1 -= lr * dW1
        W2 -= lr * dW2
    return W1, W2, losses
