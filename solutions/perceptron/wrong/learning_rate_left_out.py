"""The corrections are not multiplied by the learning rate.

Both corrections, of the weights and of the bias, have the factor `lr`. With lr = 1 the mistake cannot be seen.

required:
    test_a_missed_row_pulls_the_weights_towards_it
    test_the_bias_learns_as_well
    test_a_false_alarm_pushes_the_weights_away
    test_every_single_correction_is_right
    test_whole_runs_agree
    test_fit_goes_on_where_it_ended
    test_inputs_may_be_integers_views_or_read_only
"""

import matplotlib.pyplot as plt
import numpy as np


def step(z):
    return np.greater_equal(z, 0).astype(int)


class Perceptron:
    def __init__(self, n_inputs, lr, rng):
        self.weights = rng.normal(scale=0.01, size=n_inputs)
        self.bias = 0.0
        self.lr = lr

    def predict(self, X):
        return step(X @ self.weights + self.bias)

    def fit(self, X, y, epochs):
        history = []
        for _ in range(epochs):
            mistakes = 0
            for x, label in zip(X, y):
                error = label - step(x @ self.weights + self.bias)
                self.weights = self.weights + error * x
                self.bias = self.bias + error
                mistakes += int(error != 0)
            history.append(mistakes)
            if mistakes == 0:
                break
        return history


def decision_line(weights, bias, x1):
    if weights[1] == 0:
        raise ValueError("the boundary is vertical")
    return -(weights[0] * x1 + bias) / weights[1]


def plot_decision_boundary(model, X, y):
    fig, ax = plt.subplots()
    ax.scatter(X[y == 0, 0], X[y == 0, 1], color="tab:blue", label="class 0")
    ax.scatter(X[y == 1, 0], X[y == 1, 1], color="tab:red", label="class 1")
    x1 = np.linspace(X[:, 0].min(), X[:, 0].max(), 100)
    ax.plot(x1, decision_line(model.weights, model.bias, x1), label="boundary")
    ax.set_xlabel("x1")
    ax.set_ylabel("x2")
    ax.legend()
    return ax
