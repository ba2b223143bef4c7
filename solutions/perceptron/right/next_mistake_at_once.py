"""`fit` looks for the next mistake in all rows that are left at once; a column of ones goes with the bias."""

import matplotlib.pyplot as plt
import numpy as np


def step(z):
    z = np.asarray(z)
    decisions = np.zeros(z.shape, dtype=np.int64)
    decisions[z >= 0] = 1
    return decisions if z.ndim else decisions.item()


class Perceptron:
    def __init__(self, n_inputs, lr, rng):
        self.lr = float(lr)
        self.bias = 0.0
        self.weights = rng.standard_normal(n_inputs) / 100

    def predict(self, X):
        scores = np.full(len(X), self.bias, dtype=float)
        for j, weight in enumerate(self.weights):
            scores += weight * X[:, j]
        return step(scores)

    def fit(self, X, y, epochs):
        rows = np.column_stack((np.ones(len(X)), X))  # (N, 1 + D)
        signs = np.where(np.asarray(y) == 1, 1.0, -1.0)
        theta = np.concatenate(([self.bias], self.weights))
        history = []
        while len(history) < epochs and 0 not in history[-1:]:
            mistakes = start = 0
            while start < len(rows):
                says_yes = rows[start:] @ theta >= 0
                wrong = np.flatnonzero(says_yes != (signs[start:] > 0))
                if wrong.size == 0:
                    break
                i = start + wrong[0]
                theta = theta + self.lr * signs[i] * rows[i]
                mistakes += 1
                start = i + 1
            history.append(mistakes)
        self.bias, self.weights = float(theta[0]), theta[1:]
        return history


def decision_line(weights, bias, x1):
    w1, w2 = weights
    if not w2:
        raise ValueError("no x2 belongs to an x1: the second weight is 0")
    slope, intercept = -w1 / w2, -bias / w2
    return intercept + np.multiply(slope, x1)


def plot_decision_boundary(model, X, y):
    figure = plt.figure(figsize=(5, 5))
    axes = figure.add_subplot(111)
    axes.plot(*X[y != 1].T, "bo", label="class 0")
    axes.plot(*X[y == 1].T, "r^", label="class 1")
    left, right = np.min(X[:, 0]) - 1, np.max(X[:, 0]) + 1
    below, above = (decision_line(model.weights, model.bias, x1) for x1 in (left, right))
    axes.axline((left, below), (right, above), color="grey", label="boundary")
    axes.set_xlabel("x1")
    axes.set_ylabel("x2")
    figure.legend()
    return axes
