"""Each rule in a line or two, and batches collected in a list."""

import numpy as np


def sgd_step(parameter, gradient, *, lr):
    return parameter - lr * gradient


def momentum_step(parameter, gradient, velocity, *, lr, beta=0.9):
    velocity = beta * velocity + gradient
    return parameter - lr * velocity, velocity


def adam_step(parameter, gradient, m, v, t, *, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    if t < 1:
        raise ValueError("steps are counted from 1")
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return parameter - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


def minibatches(X, y, batch_size, rng):
    if batch_size < 1 or len(X) != len(y):
        raise ValueError("rows and answers cannot be dealt out")
    order = rng.permutation(len(X))
    batches = []
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        batches.append((X[rows], y[rows]))
    return batches


def step_decay(lr, epoch, *, every, factor=0.1):
    return lr * factor ** (epoch // every)


def cosine_decay(lr, epoch, *, epochs, lr_min=0.0):
    epoch = min(epoch, epochs)
    return lr_min + (lr - lr_min) * (1 + np.cos(np.pi * epoch / epochs)) / 2


def diagnose_learning_rate(losses):
    if len(losses) < 2:
        raise ValueError("at least two losses are needed")
    first, last = losses[0], losses[-1]
    if not np.isfinite(losses).all() or max(losses) > 2 * first or last > first:
        return "too high"
    if last > 0.9 * first:
        return "too low"
    return "good"
