"""Goes through the units of a layer in a loop, never through the rows: each unit has its own column of the batch."""

import numpy as np


def sigmoid(z):
    return np.exp(-np.logaddexp(0, -np.asarray(z, dtype=np.float64)))


class NeuralNetwork:
    def __init__(self, n_in, n_hidden, n_out, rng):
        self.W2 = self._draw(n_hidden, n_out, rng)
        self.W1 = self._draw(n_in, n_hidden, rng)
        self.b1, self.b2 = np.array([0.0] * n_hidden), np.array([0.0] * n_out)

    @staticmethod
    def _draw(rows, columns, rng):
        limit = np.sqrt(6 / (rows + columns))  # a uniform distribution up to a has the standard deviation a / sqrt(3)
        return np.array([[rng.uniform(-limit, limit) for _ in range(columns)] for _ in range(rows)])

    def _layer(self, inputs, W, b):
        return np.column_stack([sigmoid(inputs @ W[:, unit] + b[unit]) for unit in range(len(b))])

    def forward(self, X):
        return self._layer(self._layer(X, self.W1, self.b1), self.W2, self.b2)

    def loss(self, X, y):
        costs = [((answers - wanted) ** 2).mean() for answers, wanted in zip(self.forward(X).T, y.T)]
        return float(sum(costs) / len(costs))

    def backward(self, X, y):
        H = self._layer(X, self.W1, self.b1)
        A = self._layer(H, self.W2, self.b2)
        gradients = {name: np.zeros(getattr(self, name).shape) for name in ("W1", "b1", "W2", "b2")}
        arriving = np.zeros(H.shape)
        for k in range(A.shape[1]):
            delta = 2 * (A[:, k] - y[:, k]) / A.size * A[:, k] * (1 - A[:, k])  # (N,)
            gradients["b2"][k] = delta.sum()
            for j in range(H.shape[1]):
                gradients["W2"][j, k] = np.dot(H[:, j], delta)
                arriving[:, j] += self.W2[j, k] * delta
        for j in range(H.shape[1]):
            delta = arriving[:, j] * H[:, j] * (1 - H[:, j])
            gradients["b1"][j] = delta.sum()
            for i in range(self.W1.shape[0]):
                gradients["W1"][i, j] = np.dot(X[:, i], delta)
        return gradients

    def step(self, gradients, lr):
        for name, gradient in gradients.items():
            setattr(self, name, getattr(self, name) - lr * gradient)

    def fit(self, X, y, epochs, lr):
        def one_epoch():
            before = self.loss(X, y)
            self.step(self.backward(X, y), lr)
            return before

        return [one_epoch() for _ in range(epochs)]
