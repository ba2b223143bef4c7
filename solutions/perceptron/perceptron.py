"""The perceptron: one neuron that decides yes or no and learns from its mistakes."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes


def step(z: float | np.ndarray) -> int | np.ndarray:
    """1 where `z >= 0`, so at exactly 0 too, and 0 where `z < 0`.

    `z` is a number or an array of any shape, of floats or integers; it may be empty. Returns integers (not booleans,
    not floats): a single one for a number, an array of z's shape for an array.
    """
    return np.greater_equal(z, 0).astype(int)


class Perceptron:
    """A neuron with D inputs. It holds `weights`, an array of floats (D,), and `bias`, a number; both may be set."""

    def __init__(self, n_inputs: int, lr: float, rng: np.random.Generator) -> None:
        """Start with `n_inputs` small random weights and a bias of 0. `lr` is the learning rate, greater than 0.

        The weights are drawn from a normal distribution with mean 0 and standard deviation 0.01. `rng` is the only
        source of chance: generators with the same seed give the same weights.
        """
        self.weights = rng.normal(scale=0.01, size=n_inputs)  # (D,)
        self.bias = 0.0
        self.lr = lr

    def predict(self, X: np.ndarray) -> np.ndarray:
        """The decision for each row x of `X` (N, D): the step of `weights · x + bias`.

        Returns an array of integers (N,), each 0 or 1. N may be 1 or 0.
        """
        return step(X @ self.weights + self.bias)  # (N,)

    def fit(self, X: np.ndarray, y: np.ndarray, epochs: int) -> list[int]:
        """Learn to tell the rows of `X` (N, D) labelled 0 from those labelled 1, in at most `epochs` epochs.

        `X` holds floats or integers, `y` (N,) the labels as integers, N >= 1, `epochs` >= 1. An epoch visits the rows
        in the order of `X`. Each row x is decided with the weights and the bias of that moment, and corrected before
        the next one is looked at:

            error = label - decision
            weights = weights + lr * error * x
            bias = bias + lr * error

        A mistake is a row whose decision is not its label. Learning starts from the present weights and bias, so a
        second call goes on where the first one ended. It ends after the first epoch without a mistake, or after
        `epochs` epochs.

        Returns a list of integers: the number of mistakes in each epoch that was run, in order. The 0 of a clean
        epoch is part of it. `X` and `y` stay as they are.
        """
        mistakes = []
        for _ in range(epochs):
            mistakes.append(sum(self._learn(x, label) for x, label in zip(X, y, strict=True)))
            if mistakes[-1] == 0:
                break
        return mistakes

    def _learn(self, x: np.ndarray, label: int) -> int:
        """Correct the decision for one row x (D,); 1 if it was a mistake, else 0."""
        error = int(label - step(self.weights @ x + self.bias))  # 1: missed, -1: false alarm, 0: right
        self.weights = self.weights + self.lr * error * x  # (D,)
        self.bias = self.bias + self.lr * error
        return abs(error)


def decision_line(weights: np.ndarray, bias: float, x1: float | np.ndarray) -> float | np.ndarray:
    """The x2 at which the point (x1, x2) lies on the boundary `weights[0] * x1 + weights[1] * x2 + bias = 0`.

    `weights` has shape (2,). `x1` is a number or an array of any shape; the answer has the same shape. Raises
    ValueError if `weights[1]` is 0: the boundary is then vertical, or there is none.
    """
    if weights[1] == 0:
        raise ValueError("with weights[1] == 0 the boundary is no function of x1")
    return -(weights[0] * x1 + bias) / weights[1]


def plot_decision_boundary(model: Perceptron, X: np.ndarray, y: np.ndarray) -> Axes:
    """Show the points `X` (N, 2), labelled 0 or 1 by `y` (N,), and the boundary of `model`, in a new figure.

    The axes are labelled `x1` and `x2`. The points of each class are a series of their own, labelled `class 0` and
    `class 1`, and all of them lie within the limits of the axes. The boundary is a straight line labelled `boundary`
    that reaches at least from the smallest to the largest x1 in `X`. These labels are given where the points and the
    line are drawn (`label=…`), and a legend shows the three of them. Anything else, such as a title or shaded regions,
    is up to you.

    Both classes occur in `y`, and `model.weights[1]` is not 0. Returns the axes.
    """
    _, ax = plt.subplots()
    for label in (0, 1):
        points = X[y == label]  # (N of this class, 2)
        ax.scatter(points[:, 0], points[:, 1], label=f"class {label}")
    ends = np.array([X[:, 0].min(), X[:, 0].max()])  # (2,)
    ax.plot(ends, decision_line(model.weights, model.bias, ends), color="black", label="boundary")
    ax.set(xlabel="x1", ylabel="x2")
    ax.legend()
    return ax
