"""`backward` takes target minus output; `step` subtracts, as it should.

relation:
    wrong sign
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
        hidden, output = self._activations(X)
        output_delta = 2 / output.size * (y - output) * output * (1 - output)  # (N, n_out)
        hidden_delta = output_delta @ self.W2.T * hidden * (1 - hidden)  # (N, n_hidden)
        return {
            "W1": X.T @ hidden_delta,
            "b1": hidden_delta.sum(axis=0),
            "W2": hidden.T @ output_delta,
            "b2": output_delta.sum(axis=0),
        }

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
