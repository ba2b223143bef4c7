"""What the way back needs is kept on the object by the forward pass."""

import numpy as np


def dropout_forward(x, p, rng, training):
    """Drop entries in training."""
    if p < 0 or p >= 1:
        raise ValueError("p must be at least 0 and below 1")
    if not training:
        return x, np.ones_like(x)
    mask = (rng.random(x.shape) >= p) / (1 - p)
    mask = mask.astype(x.dtype)
    return x * mask, mask


def dropout_backward(grad, mask):
    """Back through the same mask."""
    return grad * mask


class MLP:
    """One hidden layer with dropout."""

    def __init__(self, n_in, n_hidden, n_out, p, rng):
        """Random weights, no biases yet."""
        self.W1 = rng.normal(0, np.sqrt(2 / (n_in + n_hidden)), (n_in, n_hidden))
        self.b1 = np.zeros(n_hidden)
        self.W2 = rng.normal(0, np.sqrt(2 / (n_hidden + n_out)), (n_hidden, n_out))
        self.b2 = np.zeros(n_out)
        self.p = p
        self.rng = rng

    def forward(self, X, training):
        """The outputs for a batch."""
        self.X = X
        self.h = np.tanh(X @ self.W1 + self.b1)
        self.d, self.mask = dropout_forward(self.h, self.p, self.rng, training)
        return self.d @ self.W2 + self.b2

    def backward(self, grad):
        """The gradients of all parameters."""
        dW2 = self.d.T @ grad
        db2 = grad.sum(axis=0)
        dh = dropout_backward(grad @ self.W2.T, self.mask)
        dz = dh * (1 - self.h**2)
        dW1 = self.X.T @ dz
        db1 = dz.sum(axis=0)
        return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
