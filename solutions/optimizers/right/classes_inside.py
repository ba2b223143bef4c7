"""Named tuples as answers, optimizers as objects behind the functions, and batches dealt like cards from a deque."""

import enum
import math
from collections import deque
from typing import NamedTuple

import numpy as np


class Rolled(NamedTuple):
    parameter: np.ndarray
    velocity: np.ndarray


class Adapted(NamedTuple):
    parameter: np.ndarray
    m: np.ndarray
    v: np.ndarray


class Batch(NamedTuple):
    X: np.ndarray
    y: np.ndarray


class Diagnosis(str, enum.Enum):
    HIGH = "too high"
    LOW = "too low"
    GOOD = "good"


class Average:
    """A mean that forgets: the newest number has the weight 1 - beta."""

    def __init__(self, now, beta):
        self.now, self.beta = now, beta

    def add(self, new):
        self.now = self.beta * self.now + (1 - self.beta) * new
        return self

    def corrected(self, t):
        return self.now / (1 - math.pow(self.beta, t))


def sgd_step(parameter, gradient, *, lr):
    return np.subtract(parameter, np.multiply(gradient, lr))


def momentum_step(parameter, gradient, velocity, *, lr, beta=0.9):
    velocity = velocity * beta
    velocity += gradient
    return Rolled(parameter - velocity * lr, velocity)


def adam_step(parameter, gradient, m, v, t, *, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    if t <= 0:
        raise ValueError("steps are counted from one")
    mean, square = Average(m, beta1).add(gradient), Average(v, beta2).add(np.square(gradient))
    direction = mean.corrected(t) / (np.sqrt(square.corrected(t)) + eps)
    return Adapted(sgd_step(parameter, direction, lr=lr), mean.now, square.now)


def minibatches(X, y, batch_size, rng):
    if batch_size < 1:
        raise ValueError("batches need rows")
    pack = deque(rng.choice(len(X), size=len(X), replace=False))
    if len(pack) != y.shape[0]:
        raise ValueError("rows and answers are not as many")
    while pack:
        hand = [pack.popleft() for _ in range(min(batch_size, len(pack)))]
        yield Batch(np.array([X[i] for i in hand]), np.array([y[i] for i in hand]))


def step_decay(lr, epoch, *, every, factor=0.1):
    if epoch < every:
        return lr
    return factor * step_decay(lr, epoch - every, every=every, factor=factor)


def cosine_decay(lr, epoch, *, epochs, lr_min=0.0):
    turned = complex(math.cos(math.pi / epochs), math.sin(math.pi / epochs)) ** min(epoch, epochs)
    return lr_min + (lr - lr_min) * (1 + turned.real) / 2


def diagnose_learning_rate(losses):
    if len(losses) < 2:
        raise ValueError("one loss is no curve")
    first, last = losses[0], losses[-1]
    if any(not math.isfinite(loss) or loss > first + first for loss in losses):
        return Diagnosis.HIGH.value
    return (Diagnosis.HIGH if last > first else Diagnosis.LOW if last > 0.9 * first else Diagnosis.GOOD).value
