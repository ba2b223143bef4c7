"""`train_two_layer` takes targets of any shape, and NumPy stretches them over the outputs.

A single target is repeated for all rows, and outputs (N, 1) less targets (N,) are (N, N) errors. Compare the shapes
before anything is subtracted.

required:
    test_targets_have_the_shape_of_the_outputs
    test_shapes_of_a_training_fit
"""

import numpy as np


def column_correlation(X, y):
    if y.shape != (len(X),):
        raise ValueError("y needs one entry for each row")
    dx, dy = X - X.mean(axis=0), y - y.mean()
    norms = np.sqrt((dx**2).sum(axis=0) * (dy**2).sum())
    is_constant = (X.max(axis=0) == X.min(axis=0)) | (y.max() == y.min())
    return np.where(is_constant, 0.0, dy @ dx / np.where(is_constant, 1.0, norms))


def hidden_delta(output_delta, W, hidden):
    delta = output_delta @ W.T
    if delta.shape != hidden.shape:
        raise ValueError("the shapes do not fit")
    return delta * (hidden > 0)


def train_two_layer(X, y, W1, W2, *, lr, epochs):
    W1, W2 = W1 * 1.0, W2 * 1.0
    losses = []
    for _ in range(epochs):
        hidden = np.maximum(X @ W1, 0)
        output = hidden @ W2
        losses.append(np.mean((output - y) ** 2))
        output_delta = 2 * (output - y) / output.size
        dW2 = hidden.T @ output_delta
        dW1 = X.T @ hidden_delta(output_delta, W2, hidden)
        W1 -= lr * dW1
        W2 -= lr * dW2
    return W1, W2, losses
