"""Means and variances are gathered row by row (Welford, 1962), gradients by projections; float32 stays float32 inside."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


class Spread(NamedTuple):
    n: int
    mean: np.ndarray
    squares: np.ndarray  # the sum of squared deviations


class Slopes(NamedTuple):
    x: np.ndarray
    gamma: np.ndarray
    beta: np.ndarray


@dataclass(frozen=True, eq=False)
class Cache:
    unit: np.ndarray  # the normalised columns
    slope: np.ndarray


def spread_of(x):
    kind = np.float32 if x.dtype == np.float32 else np.float64
    n, mean, squares = 0, np.zeros(x.shape[1:], kind), np.zeros(x.shape[1:], kind)
    for row in x.astype(kind):
        n += 1
        before = row - mean
        mean = mean + before / kind(n)
        squares = squares + before * (row - mean)
    return Spread(n, mean, squares)


def batchnorm_forward(x, gamma, beta, *, eps=1e-5):
    n, mean, squares = spread_of(x)
    if n < 2:
        raise ValueError("two rows at least", x.shape)
    deviation = np.sqrt(squares / mean.dtype.type(n) + mean.dtype.type(eps))
    unit = ((x - mean) / deviation).astype(mean.dtype)
    scale, shift = gamma.astype(mean.dtype), beta.astype(mean.dtype)
    return unit * scale + shift, Cache(unit, scale / deviation)


def batchnorm_backward(grad, cache):
    n = len(grad)
    along_ones = np.broadcast_to(grad.mean(axis=0), grad.shape)
    dgamma = np.sum(cache.unit * grad, axis=0)
    along_unit = cache.unit * (dgamma / n)
    return Slopes((grad - along_ones - along_unit) * cache.slope, dgamma, np.sum(grad, axis=0))


@dataclass(init=False, eq=False)
class BatchNorm:
    gamma: np.ndarray
    beta: np.ndarray
    running_mean: np.ndarray
    running_var: np.ndarray
    momentum: float = 0.1
    eps: float = 1e-5

    def __init__(self, n_features, *, momentum=0.1, eps=1e-5):
        for name in ("gamma", "running_var"):
            setattr(self, name, np.ones((n_features,)))
        for name in ("beta", "running_mean"):
            setattr(self, name, np.zeros((n_features,)))
        self.momentum, self.eps = momentum, eps

    def forward(self, x, training):
        if training:
            out, _ = batchnorm_forward(x, self.gamma, self.beta, eps=self.eps)
            n, mean, squares = spread_of(x)
            self.running_mean *= 1 - self.momentum  # in place: the arrays are the layer's own
            self.running_mean += self.momentum * mean
            self.running_var *= 1 - self.momentum
            self.running_var += self.momentum * squares / (n - 1)
        else:
            out = np.array(x, dtype=np.result_type(x, np.float32))
            out = out - self.running_mean
            out /= np.sqrt(self.running_var + self.eps)
            out *= self.gamma
            out += self.beta
        return out


def hidden_layer(X, W, norm, training):
    answer = norm.forward(np.dot(X, W), training)
    answer[answer < 0] = 0
    return answer
