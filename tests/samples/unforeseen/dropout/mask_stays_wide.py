"""`out` gets the dtype of `x` back, the mask does not.

true:
    float32_widened
"""

import numpy as np


def dropout_forward(x: np.ndarray, p: float, rng: np.random.Generator, training: bool) -> tuple[np.ndarray, np.ndarray]:
    if not 0 <= p < 1:
        raise ValueError(f"p is the probability of dropping and must be in [0, 1), got {p}")
    mask = (rng.random(x.shape) >= p) / (1 - p) if training else np.ones(x.shape)
    return (x * mask).astype(x.dtype), mask


def dropout_backward(grad: np.ndarray, mask: np.ndarray) -> np.ndarray:
    return grad * mask


class MLP:
    def __init__(self, n_in: int, n_hidden: int, n_out: int, p: float, rng: np.random.Generator) -> None:
        self.W1 = rng.normal(scale=np.sqrt(2 / (n_in + n_hidden)), size=(n_in, n_hidden))
        self.b1 = np.zeros(n_hidden)
        self.W2 = rng.normal(scale=np.sqrt(2 / (n_hidden + n_out)), size=(n_hidden, n_out))
        self.b2 = np.zeros(n_out)
        self.p = p
        self.rng = rng

    def forward(self, X: np.ndarray, training: bool) -> np.ndarray:
        self.X = X
        self.hidden = np.tanh(X @ self.W1 + self.b1)  # (N, n_hidden)
        self.dropped, self.mask = dropout_forward(self.hidden, self.p, self.rng, training)  # (N, n_hidden) each
        return self.dropped @ self.W2 + self.b2  # (N, n_out)

    def backward(self, grad: np.ndarray) -> dict[str, np.ndarray]:
        dhidden = dropout_backward(grad @ self.W2.T, self.mask)  # (N, n_hidden)
        dz = dhidden * (1 - self.hidden**2)  # (N, n_hidden)
        return {"W1": self.X.T @ dz, "b1": dz.sum(axis=0), "W2": self.dropped.T @ grad, "b2": grad.sum(axis=0)}
