"""Answers are always float64, steps are built on one another, rows are sorted by random keys, and NumPy makes the diagnosis."""

import numpy as np


def _mix(old, new, share, *, whole=False):
    return share * np.asarray(old, dtype=np.float64) + (1.0 if whole else 1 - share) * np.asarray(new, np.float64)


def sgd_step(parameter, gradient, *, lr):
    return _mix(gradient, parameter, -lr, whole=True)


def momentum_step(parameter, gradient, velocity, *, lr, beta=0.9):
    velocity = _mix(velocity, gradient, beta, whole=True)
    return sgd_step(parameter, velocity, lr=lr), velocity


def adam_step(parameter, gradient, m, v, t, *, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    if t < 1:
        raise ValueError(t)
    means = np.stack([_mix(m, gradient, beta1), _mix(v, np.square(np.asarray(gradient, np.float64)), beta2)])
    weights = 1 - np.power([beta1, beta2], float(t))
    m_hat, v_hat = means / weights.reshape(2, *[1] * np.ndim(gradient))
    return sgd_step(parameter, m_hat / (v_hat**0.5 + eps), lr=lr), means[0], means[1]


def minibatches(X, y, batch_size, rng):
    if batch_size < 1 or len(X) != len(y):
        raise ValueError("no such batches")
    order = np.argsort(rng.random(len(X)))
    n_batches = -(-len(X) // batch_size)
    parts = (order[i * batch_size : (i + 1) * batch_size] for i in range(n_batches))
    return ((np.take(X, part, axis=0), np.take(y, part, axis=0)) for part in parts)


def step_decay(lr, epoch, *, every, factor=0.1):
    stairs = np.arange(1, epoch + 1) % every == 0
    return np.prod(np.where(stairs, factor, 1.0), initial=lr)


def cosine_decay(lr, epoch, *, epochs, lr_min=0.0):
    angle = np.clip(np.pi * epoch / epochs, 0, np.pi)
    middle, height = (lr + lr_min) / 2, (lr - lr_min) / 2
    return middle + height * np.cos(angle)


VERDICTS = np.array(["good", "too low", "too high"])


def diagnose_learning_rate(losses):
    if len(losses) < 2:
        raise ValueError("at least two losses are needed")
    curve = np.asarray(losses, dtype=float)
    is_high = not np.isfinite(curve).all() or curve.max() > 2 * curve[0] or curve[-1] > curve[0]
    is_low = curve[-1] > 0.9 * curve[0]
    return VERDICTS[2 if is_high else int(is_low)]
