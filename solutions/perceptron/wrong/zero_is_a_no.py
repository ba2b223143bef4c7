"""`step` answers 0 at exactly zero, where the contract says 1.

Compare the sign between `z` and 0 in your condition with the one in the docstring, and try it with z = 0. Zero is not
a rare case: a perceptron that starts with zero weights sees it in its first row.

required:
    test_step_of_exactly_zero_is_one
    test_step_keeps_any_shape
    test_step_takes_single_numbers
    test_a_row_on_the_boundary_is_a_yes
    test_the_bias_decides_where_the_inputs_are_zero
    test_fit_counts_the_mistakes_of_each_epoch
permitted:
    test_predict_takes_batches_of_any_size
    test_fit_goes_on_where_it_ended
    test_inputs_may_be_integers_views_or_read_only
    test_every_single_correction_is_right
    test_whole_runs_agree
"""

import matplotlib.pyplot as plt
import numpy as np


def step(z):
    return np.greater(z, 0).astype(int)


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
                self.weights = self.weights + self.lr * error * x
                self.bias = self.bias + self.lr * error
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
