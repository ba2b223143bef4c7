"""Two known mistakes in two tasks: a sum of zero is a no, and the line has the wrong sign.

true:
    zero_is_a_no
    line_without_minus
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes


def step(z: float | np.ndarray) -> int | np.ndarray:
    return np.greater(z, 0).astype(int)


class Perceptron:
    def __init__(self, n_inputs: int, lr: float, rng: np.random.Generator) -> None:
        self.weights = rng.normal(scale=0.01, size=n_inputs)  # (D,)
        self.bias = 0.0
        self.lr = lr

    def predict(self, X: np.ndarray) -> np.ndarray:
        return step(X @ self.weights + self.bias)  # (N,)

    def fit(self, X: np.ndarray, y: np.ndarray, epochs: int) -> list[int]:
        mistakes = []
        for _ in range(epochs):
            mistakes.append(sum(self._learn(x, label) for x, label in zip(X, y, strict=True)))
            if mistakes[-1] == 0:
                break
        return mistakes

    def _learn(self, x: np.ndarray, label: int) -> int:
        error = int(label - step(self.weights @ x + self.bias))  # 1: missed, -1: false alarm, 0: right
        self.weights = self.weights + self.lr * error * x  # (D,)
        self.bias = self.bias + self.lr * error
        return abs(error)


def decision_line(weights: np.ndarray, bias: float, x1: float | np.ndarray) -> float | np.ndarray:
    if weights[1] == 0:
        raise ValueError("with weights[1] == 0 the boundary is no function of x1")
    return (weights[0] * x1 + bias) / weights[1]


def plot_decision_boundary(model: Perceptron, X: np.ndarray, y: np.ndarray) -> Axes:
    _, ax = plt.subplots()
    for label in (0, 1):
        points = X[y == label]  # (N of this class, 2)
        ax.scatter(points[:, 0], points[:, 1], label=f"class {label}")
    ends = np.array([X[:, 0].min(), X[:, 0].max()])  # (2,)
    ax.plot(ends, decision_line(model.weights, model.bias, ends), color="black", label="boundary")
    ax.set(xlabel="x1", ylabel="x2")
    ax.legend()
    return ax
