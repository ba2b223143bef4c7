"""How parameters move: three update rules, mini-batches, two schedules, and a look at the losses that come of it."""

from collections.abc import Iterable, Sequence

import numpy as np


def sgd_step(parameter: np.ndarray, gradient: np.ndarray, *, lr: float) -> np.ndarray:
    """The parameter after one plain step: `parameter - lr * gradient`.

    `parameter` and `gradient` are arrays of floats of the same shape, with one or more axes, possibly read-only or not
    contiguous. Here as in all steps, no array is changed: the answer is a new one of the same shape, of floats at least as
    wide. With float64 all is computed in float64.
    """
    raise NotImplementedError


def momentum_step(
    parameter: np.ndarray, gradient: np.ndarray, velocity: np.ndarray, *, lr: float, beta: float = 0.9
) -> tuple[np.ndarray, np.ndarray]:
    """The tuple `(parameter, velocity)` after one step with momentum.

    The new velocity is `beta * velocity + gradient`, and the new parameter is `parameter - lr * new velocity`. `beta` is
    from 0 to 1, 1 excluded. The caller starts with a velocity of zeros and hands the last answer in again; nothing is
    remembered here. Arrays are as for `sgd_step`, all of the parameter's shape.
    """
    raise NotImplementedError


def adam_step(
    parameter: np.ndarray,
    gradient: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    t: int,
    *,
    lr: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The tuple `(parameter, m, v)` after step number `t` of Adam (Kingma and Ba, 2015).

    The new m is `beta1 * m + (1 - beta1) * gradient`, the new v `beta2 * v + (1 - beta2) * gradient²`. Divided by
    `1 - beta1**t` and `1 - beta2**t` they make m_hat and v_hat, and the new parameter is
    `parameter - lr * m_hat / (sqrt(v_hat) + eps)`. The answer holds the new m and v, not m_hat and v_hat.

    `t` is an integer and counts the steps from 1; a smaller one raises ValueError. `beta1` and `beta2` are from 0 to 1, 1
    excluded; `eps` is positive. The caller starts with `m` and `v` of zeros; nothing is remembered here. Arrays are as for
    `sgd_step`, all of the parameter's shape. It is computed with array operations, without a Python loop over the entries.
    """
    raise NotImplementedError


def minibatches(
    X: np.ndarray, y: np.ndarray, batch_size: int, rng: np.random.Generator
) -> Iterable[tuple[np.ndarray, np.ndarray]]:
    """The rows of `X` (N, ...) and `y` (N, ...) in a random order, in batches: one epoch.

    Gives, as a list or as a generator, pairs of arrays `(X_batch, y_batch)` of `batch_size` rows each; the last pair holds
    what is left, if that is less. Each row of `X` comes once, together with its row of `y`, and keeps its dtype. There is
    no pair without rows: for N = 0 there is no pair at all.

    The order is drawn from `rng`, the only source of randomness, in whatever way you like: all orders are equally likely,
    each call draws a new one, and generators in the same state give the same batches. `X` and `y` may be read-only or not
    contiguous, and are not changed. Raises ValueError if `batch_size` is less than 1, or if `X` and `y` differ in their
    number of rows; a generator may do so when its first pair is asked for.
    """
    raise NotImplementedError


def step_decay(lr: float, epoch: int, *, every: int, factor: float = 0.1) -> float:
    """The learning rate in an epoch, if it is multiplied by `factor` after every `every` epochs.

    `lr` is the rate of the epochs 0 to `every - 1`; the next `every` epochs have `lr * factor`, and so on. `epoch` is an
    integer from 0, `every` one from 1.
    """
    raise NotImplementedError


def cosine_decay(lr: float, epoch: int, *, epochs: int, lr_min: float = 0.0) -> float:
    """The learning rate in an epoch, if it falls from `lr` to `lr_min` along half a wave of the cosine.

    It is `lr_min + (lr - lr_min) * (1 + cos(pi * epoch / epochs)) / 2` as long as `epoch` is at most `epochs`, and
    `lr_min` in all epochs after that. `epoch` is an integer from 0, `epochs` one from 1.
    """
    raise NotImplementedError


def diagnose_learning_rate(losses: Sequence[float]) -> str:
    """What the losses of a training run, a list of numbers, say about its learning rate.

    The answer is the first of these that applies:

    "too high"  a loss is NaN or infinite, or more than twice the first, or the last is larger than the first
    "too low"   the last is more than nine tenths of the first
    "good"      always

    The first loss is positive unless it is NaN, and no loss is negative. Raises ValueError for fewer than two losses.
    """
    raise NotImplementedError
