"""All parameters live in one flat vector; W1, b1, W2 and b2 are properties that show a part of it."""

import numpy as np


def sigmoid(z):
    z = np.asarray(z, dtype=float)
    e = np.exp(-np.abs(z))
    return np.where(z < 0, e, 1.0) / (1.0 + e)


def _part(name):
    def get(self):
        start, shape = self._where[name]
        return self.theta[start : start + int(np.prod(shape))].reshape(shape)

    def put(self, value):
        get(self)[...] = value

    return property(get, put)


class NeuralNetwork:
    W1, b1, W2, b2 = _part("W1"), _part("b1"), _part("W2"), _part("b2")

    def __init__(self, n_in, n_hidden, n_out, rng):
        shapes = {"W1": (n_in, n_hidden), "W2": (n_hidden, n_out), "b1": (n_hidden,), "b2": (n_out,)}
        self._where, self.theta = {}, np.zeros(0)
        for name, shape in shapes.items():
            self._where[name] = (self.theta.size, shape)
            numbers = rng.standard_normal(int(np.prod(shape))) if len(shape) == 2 else np.zeros(shape)
            self.theta = np.append(self.theta, numbers * (2 / sum(shape)) ** 0.5)

    def forward(self, X):
        return sigmoid(sigmoid(np.dot(X, self.W1) + self.b1).dot(self.W2) + self.b2)

    def loss(self, X, y):
        errors = np.ravel(self.forward(X) - y)
        return errors @ errors / errors.size

    def _slope(self, X, y):
        """The gradient in one vector, in the order of the parameters."""
        slope = np.empty_like(self.theta)
        h = sigmoid(X @ self.W1 + self.b1)
        a = sigmoid(h @ self.W2 + self.b2)
        back = (a - y) * a * (1 - a) * 2.0 / y.size
        pieces = {"W2": h.T @ back, "b2": np.ones(len(X)) @ back}
        back = (back @ self.W2.T) * h * (1 - h)
        pieces |= {"W1": np.transpose(X) @ back, "b1": np.ones(len(X)) @ back}
        for name, piece in pieces.items():
            start, _ = self._where[name]
            slope[start : start + piece.size] = piece.ravel()
        return slope

    def backward(self, X, y):
        slope = self._slope(X, y)
        return {
            name: slope[start : start + int(np.prod(shape))].reshape(shape)
            for name, (start, shape) in self._where.items()
        }

    def step(self, gradients, lr):
        whole = np.concatenate([gradients[name].ravel() for name in self._where])
        self.theta = self.theta - lr * whole

    def fit(self, X, y, epochs, lr):
        losses = np.empty(epochs)
        for epoch in range(epochs):
            losses[epoch] = self.loss(X, y)
            self.theta -= lr * self._slope(X, y)
        return losses.tolist()
