"""Masks are made in place, and the biases are one more row of the weights, for inputs with a column of ones."""

import numpy as np


def dropout_forward(x, p, rng, training):
    if not (p >= 0 and p < 1):
        raise ValueError(f"no probability to drop with: {p}")
    mask = np.ones(x.shape, dtype=x.dtype)
    if training:
        mask[rng.uniform(size=x.shape) < p] = 0
        mask /= 1 - p
    return np.multiply(x, mask), mask


def dropout_backward(grad, mask):
    answer = np.array(grad)
    answer *= mask
    return answer


def draw_weights(rows, columns, rng):
    limit = np.sqrt(6 / (rows + columns))  # the deviation of a uniform distribution is its limit / sqrt(3)
    return rng.uniform(-limit, limit, size=(rows, columns))


def with_ones(batch):
    return np.append(batch, np.ones((len(batch), 1)), axis=1)


class MLP:
    def __init__(self, n_in, n_hidden, n_out, p, rng):
        self.p, self.rng = p, rng
        self.b1, self.b2 = np.zeros(n_hidden), np.zeros(n_out)
        self.W1 = draw_weights(n_in, n_hidden, rng)
        self.W2 = draw_weights(n_hidden, n_out, rng)

    def forward(self, X, training):
        self.X = X.copy()
        self.h = np.tanh(with_ones(X).dot(np.vstack([self.W1, self.b1])))
        self.d, self.mask = dropout_forward(self.h, self.p, self.rng, training)
        return with_ones(self.d).dot(np.vstack([self.W2, self.b2]))

    def backward(self, grad):
        outer = with_ones(self.d).T.dot(grad)
        arriving = dropout_backward(grad.dot(self.W2.T), self.mask)
        slope = (1 + self.h) * (1 - self.h)
        inner = with_ones(self.X).T.dot(arriving * slope)
        return {"W1": inner[:-1], "b1": inner[-1], "W2": outer[:-1], "b2": outer[-1]}
