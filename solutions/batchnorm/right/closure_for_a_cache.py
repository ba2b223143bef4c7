"""The cache is a function that knows the way back; the way forth is a chain of small steps, each with its own slope."""

import numpy as np


def batchnorm_forward(x, gamma, beta, *, eps=1e-5):
    n = x.shape[0]
    if n <= 1:
        raise ValueError(f"{n} rows have no spread")
    mean = x.mean(axis=0, dtype=np.float64)
    centred = x - mean
    variance = np.einsum("nd,nd->d", centred, centred) / n
    inverse = (variance + eps) ** -0.5
    z = centred * inverse

    def back(grad):
        dz = grad * gamma
        dinverse = np.einsum("nd,nd->d", dz, centred)
        dvariance = dinverse * -0.5 * inverse**3
        dcentred = dz * inverse + 2 / n * centred * dvariance
        dmean = -dcentred.sum(axis=0)
        return dcentred + dmean / n, (grad * z).sum(axis=0), grad.sum(axis=0)

    return z * gamma + beta, back


def batchnorm_backward(grad, cache):
    return cache(grad)


class BatchNorm:
    """Keeps everything in a table with a row for each attribute, shown as properties."""

    ROWS = ("gamma", "beta", "running_mean", "running_var")

    def __init__(self, n_features, *, momentum=0.1, eps=1e-5):
        self._table = np.repeat([[1.0], [0.0], [0.0], [1.0]], n_features, axis=1)
        self._momentum, self._eps = momentum, eps

    def _frozen_forward(self, x):
        gamma, beta, mean, variance = self._table
        scale = gamma / np.sqrt(variance + self._eps)
        return x * scale + (beta - mean * scale)

    def forward(self, x, training):
        if not training:
            return self._frozen_forward(x)
        out, _ = batchnorm_forward(x, self.gamma, self.beta, eps=self._eps)
        of_batch = np.stack([np.mean(x, axis=0), np.cov(x, rowvar=False).reshape(x.shape[1], -1).diagonal()])
        self._table[2:] += self._momentum * (of_batch - self._table[2:])
        return out


def _row(number):
    def get(layer):
        return layer._table[number]

    def put(layer, values):
        layer._table[number] = values

    return property(get, put)


for _number, _name in enumerate(BatchNorm.ROWS):
    setattr(BatchNorm, _name, _row(_number))


def hidden_layer(X, W, norm, training):
    sums = np.einsum("ni,ih->nh", X, W)
    return norm.forward(sums, training).clip(min=0)
