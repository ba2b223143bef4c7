"""`backward` measures every slope by central differences: no row is looked at by itself, and it is slow all the same.

true:
    loops_over_the_batch
"""

import numpy as np


def sigmoid(z: np.ndarray) -> np.ndarray:
    return 0.5 * (1.0 + np.tanh(0.5 * z))  # the same function, written so that nothing can overflow


class NeuralNetwork:
    def __init__(self, n_in: int, n_hidden: int, n_out: int, rng: np.random.Generator) -> None:
        self.W1 = rng.normal(scale=np.sqrt(2 / (n_in + n_hidden)), size=(n_in, n_hidden))
        self.b1 = np.zeros(n_hidden)
        self.W2 = rng.normal(scale=np.sqrt(2 / (n_hidden + n_out)), size=(n_hidden, n_out))
        self.b2 = np.zeros(n_out)

    def forward(self, X: np.ndarray) -> np.ndarray:
        _, output = self._activations(X)
        return output

    def loss(self, X: np.ndarray, y: np.ndarray) -> float:
        return float(np.mean((self.forward(X) - y) ** 2))

    def backward(self, X: np.ndarray, y: np.ndarray) -> dict[str, np.ndarray]:
        gradients = {}
        for name in ("W1", "b1", "W2", "b2"):
            value = getattr(self, name)
            gradient = np.zeros(value.shape)
            for index in np.ndindex(*value.shape):
                losses = []
                for eps in (1e-5, -1e-5):
                    moved = value.astype(float)
                    moved[index] += eps
                    setattr(self, name, moved)
                    losses.append(self.loss(X, y))
                gradient[index] = (losses[0] - losses[1]) / 2e-5
            setattr(self, name, value)
            gradients[name] = gradient
        return gradients

    def step(self, gradients: dict[str, np.ndarray], lr: float) -> None:
        self.W1 -= lr * gradients["W1"]
        self.b1 -= lr * gradients["b1"]
        self.W2 -= lr * gradients["W2"]
        self.b2 -= lr * gradients["b2"]

    def fit(self, X: np.ndarray, y: np.ndarray, epochs: int, lr: float) -> list[float]:
        history = []
        for _ in range(epochs):
            history.append(self.loss(X, y))
            self.step(self.backward(X, y), lr)
        return history

    def _activations(self, X: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        hidden = sigmoid(X @ self.W1 + self.b1)  # (N, n_hidden)
        return hidden, sigmoid(hidden @ self.W2 + self.b2)  # (N, n_out)
