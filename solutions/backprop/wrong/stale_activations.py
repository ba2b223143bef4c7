"""`backward` uses the activations that the last call of `forward` left behind, whatever batch that was.

Compute the activations of this `X` with the parameters of this moment, in every call of `backward`.

required:
    test_gradients_of_the_worked_example
    test_gradients_of_the_output_layer
    test_gradients_of_the_hidden_layer
    test_two_copies_of_a_batch_have_its_gradient
    test_backward_looks_at_its_own_batch
    test_every_gradient_is_the_slope_of_the_loss
    test_backward_changes_nothing
    test_saturated_units_pass_nothing_back
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
        self.hidden = sigmoid(X @ self.W1 + self.b1)
        self.output = sigmoid(self.hidden @ self.W2 + self.b2)
        return self.output

    def loss(self, X, y):
        return np.mean((self.forward(X) - y) ** 2)

    def backward(self, X, y):
        hidden, output = self.hidden, self.output

        output_delta = 2 * (output - y) / y.size * output * (1 - output)  # (N, n_out)
        hidden_delta = output_delta @ self.W2.T * hidden * (1 - hidden)  # (N, n_hidden)

        return {
            "W1": X.T @ hidden_delta,
            "b1": hidden_delta.sum(axis=0),
            "W2": hidden.T @ output_delta,
            "b2": output_delta.sum(axis=0),
        }

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
