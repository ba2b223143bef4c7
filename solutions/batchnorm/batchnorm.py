"""Batch normalisation (Ioffe and Szegedy, 2015): each unit is measured against the rows it shares a batch with."""

import numpy as np


def batchnorm_forward(
    x: np.ndarray, gamma: np.ndarray, beta: np.ndarray, *, eps: float = 1e-5
) -> tuple[np.ndarray, object]:
    """Normalise each column of a training batch, then scale and shift it: the tuple `(out, cache)`.

    With the mean and the variance of a column of `x` (N, D) over its N rows, `out` (N, D) is

        gamma * (x - mean) / sqrt(variance + eps) + beta

    The variance is the mean of the squared deviations, over N. `gamma` and `beta` have shape (D,), and `eps` is
    positive, so that a column of equal entries becomes `beta`. `cache` is whatever `batchnorm_backward` needs, in a
    form of your own.

    Raises ValueError, with a message that says why, for a batch of fewer than two rows.

    Arrays hold floats of 32 or 64 bits, here and in all functions, and a batch of inputs may hold integers, too. They
    may be read-only or not contiguous and are not changed. Answers hold floats. In float64 the answer is right to six
    digits also where the mean of a column is a million times its spread.
    """
    if len(x) < 2:
        raise ValueError(f"a batch of {len(x)} has no spread to be measured against: training takes two rows or more")
    inverse_deviation = 1 / np.sqrt(np.var(x, axis=0) + eps)  # (D,)
    normalised = (x - np.mean(x, axis=0)) * inverse_deviation  # (N, D)
    return gamma * normalised + beta, (normalised, gamma * inverse_deviation)


def batchnorm_backward(grad: np.ndarray, cache: object) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of the loss with respect to `x`, `gamma` and `beta`: the tuple `(dx, dgamma, dbeta)`.

    `grad` (N, D) is the gradient of the loss with respect to `out`; a loss that is a mean has its 1/N in there
    already. `cache` is what the call of `batchnorm_forward` returned with that `out`. There may have been other calls
    since, and the same cache may be handed in again. `dx` has shape (N, D), `dgamma` and `dbeta` have shape (D,). The
    means and variances of the batch depend on `x`, and `dx` contains this.
    """
    normalised, slope = cache
    dgamma, dbeta = np.sum(grad * normalised, axis=0), np.sum(grad, axis=0)  # (D,) each
    return slope * (grad - (dbeta + normalised * dgamma) / len(grad)), dgamma, dbeta


class BatchNorm:
    """A layer that normalises by the batch in training, and by what it remembers of all batches in evaluation.

    Its attributes `gamma`, `beta`, `running_mean` and `running_var` are NumPy arrays of shape (n_features,). They can
    be read and set; `forward` computes with the values they have when it is called.
    """

    def __init__(self, n_features: int, *, momentum: float = 0.1, eps: float = 1e-5) -> None:
        """Start with gamma and the running variance at 1, and with beta and the running mean at 0.

        `momentum`, above 0 and at most 1, is the share of the *new* batch in the running statistics.
        """
        self.gamma, self.beta = np.ones(n_features), np.zeros(n_features)
        self.running_mean, self.running_var = np.zeros(n_features), np.ones(n_features)
        self.momentum, self.eps = momentum, eps

    def forward(self, x: np.ndarray, training: bool) -> np.ndarray:
        """The normalised batch, of the shape (N, n_features) of `x`.

        In training it is the `out` of `batchnorm_forward`, and each running statistic becomes `(1 - momentum)` times
        itself plus `momentum` times that of the batch. For the running variance the sum of squared deviations is
        divided by N - 1. A batch of fewer than two rows raises ValueError, and the running statistics stay as they
        are.

        In evaluation (`training` is false) the running statistics take the place of the batch's, and no attribute
        changes. Each row is normalised on its own account; there may be one row, or none.
        """
        if not training:
            return self.gamma * (x - self.running_mean) / np.sqrt(self.running_var + self.eps) + self.beta
        out, _ = batchnorm_forward(x, self.gamma, self.beta, eps=self.eps)
        self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * np.mean(x, axis=0)
        self.running_var = (1 - self.momentum) * self.running_var + self.momentum * np.var(x, axis=0, ddof=1)
        return out


def hidden_layer(X: np.ndarray, W: np.ndarray, norm: BatchNorm, training: bool) -> np.ndarray:
    """What a hidden layer with batch normalisation and ReLU answers, an array of shape (N, n_hidden).

    `X` (N, n_in) are its inputs and `W` (n_in, n_hidden) its weights; it has no biases of its own. `norm`, a
    `BatchNorm` for n_hidden features, normalises the sums `X W` *before* the activation, in training or in evaluation
    as `training` says, by one call of its `forward`.
    """
    return np.maximum(norm.forward(X @ W, training), 0)
