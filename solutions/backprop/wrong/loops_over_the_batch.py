"""`backward` is right, but takes many times longer than array operations do.

Is there a Python loop over the rows? Stack the rows: a product of two matrices adds up the outer products of all rows
at once.

required:
    test_backward_is_vectorised
"""

import numpy as np


def sigmoid(z):
    """The logistic function, entry by entry."""
    return 1 / (1 + np.exp(-z))


class NeuralNetwork:
    """One hidden layer, sigmoid in both layers, mean squared error."""

    def __init__(self, n_in, n_hidden, n_out, rng):
        self.W1 = rng.normal(0, np.sqrt(2 / (n_in + n_hidden)), (n_in, n_hidden))
        self.b1 = np.zeros(n_hidden)
        self.W2 = rng.normal(0, np.sqrt(2 / (n_hidden + n_out)), (n_hidden, n_out))
        self.b2 = np.zeros(n_out)

    def forward(self, X):
        hidden = sigmoid(X @ self.W1 + self.b1)
        return sigmoid(hidden @ self.W2 + self.b2)

    def loss(self, X, y):
        return np.mean((self.forward(X) - y) ** 2)

    def backward(self, X, y):
        gradients = {name: np.zeros(getattr(self, name).shape) for name in ("W1", "b1", "W2", "b2")}
        for x, target in zip(X, y):
            hidden = sigmoid(x @ self.W1 + self.b1)  # (n_hidden,)
            output = sigmoid(hidden @ self.W2 + self.b2)  # (n_out,)
            output_delta = 2 * (output - target) / y.size * output * (1 - output)
            hidden_delta = self.W2 @ output_delta * hidden * (1 - hidden)
            gradients["W1"] += np.outer(x, hidden_delta)
            gradients["b1"] += hidden_delta
            gradients["W2"] += np.outer(hidden, output_delta)
            gradients["b2"] += output_delta
        return gradients

    def step(self, gradients, lr):
        self.W1 -= lr * gradients["W1"]
        self.b1 -= lr * gradients["b1"]
        self.W2 -= lr * gradients["W2"]
        self.b2 -= lr * gradients["b2"]

    def fit(self, X, y, epochs, lr):
        history = []
        for _ in range(epochs):
            history.append(self.loss(X, y))
            self.step(self.backward(X, y), lr)
        return history
