"""Deviations and their norms, products of matrices, and a copy of the weights that is changed in place."""

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
