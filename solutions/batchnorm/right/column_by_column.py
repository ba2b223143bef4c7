"""Column by column in plain Python, with the statistics of the standard library and the matrix of all slopes in the cache."""

import statistics
from math import sqrt

import numpy as np


def batchnorm_forward(x, gamma, beta, *, eps=1e-5):
    n_rows, n_columns = x.shape
    if n_rows < 2:
        raise ValueError("there is nothing to compare the row with")
    out, slopes, normalised = np.zeros((n_rows, n_columns)), [], []
    for d, column in enumerate(x.T.astype(float).tolist()):
        mean = statistics.fmean(column)
        deviation = sqrt(statistics.pvariance(column, mean) + eps)
        z = [(number - mean) / deviation for number in column]
        for n in range(n_rows):
            out[n, d] = gamma[d] * z[n] + beta[d]
        # entry [i, j]: how fast answer i moves with input j
        jacobian = [
            [gamma[d] / deviation * ((i == j) - (1 + z[i] * z[j]) / n_rows) for j in range(n_rows)]
            for i in range(n_rows)
        ]
        slopes.append(np.array(jacobian))
        normalised.append(z)
    return out, {"slopes": slopes, "z": normalised}


def batchnorm_backward(grad, cache):
    dx = np.stack([grad[:, d] @ slope for d, slope in enumerate(cache["slopes"])], axis=1)
    dgamma = [sum(g * z for g, z in zip(grad[:, d], cache["z"][d])) for d in range(grad.shape[1])]
    return dx, np.array(dgamma), np.array([grad[:, d].sum() for d in range(grad.shape[1])])


class BatchNorm:
    def __init__(self, n_features, *, momentum=0.1, eps=1e-5):
        self.gamma = np.array([1.0] * n_features)
        self.beta = np.array([0.0] * n_features)
        self.running_mean = self.beta.copy()
        self.running_var = self.gamma.copy()
        self.keep, self.eps = 1 - momentum, eps

    def forward(self, x, training):
        if training:
            return self._train(x)
        answers = []
        for row in x:
            z = [(number - m) / sqrt(v + self.eps) for number, m, v in zip(row, self.running_mean, self.running_var)]
            answers.append([g * number + b for number, g, b in zip(z, self.gamma, self.beta)])
        return np.array(answers, dtype=float).reshape(x.shape)

    def _train(self, x):
        out, _ = batchnorm_forward(x, self.gamma, self.beta, eps=self.eps)
        for d, column in enumerate(x.T.astype(float).tolist()):
            self.running_mean[d] = self.keep * self.running_mean[d] + (1 - self.keep) * statistics.fmean(column)
            self.running_var[d] = self.keep * self.running_var[d] + (1 - self.keep) * statistics.variance(column)
        return out


def hidden_layer(X, W, norm, training):
    sums = np.array([[sum(a * b for a, b in zip(row, column)) for column in W.T] for row in X])
    normed = norm.forward(sums.reshape(len(X), W.shape[1]), training)
    return np.where(normed > 0, normed, 0.0)
