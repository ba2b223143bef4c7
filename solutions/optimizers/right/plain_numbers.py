"""Steps that go through the entries one by one, and an epoch whose rows are swapped in place, in copies of the arrays."""

import math

import numpy as np


def sgd_step(parameter, gradient, *, lr):
    moved = np.empty(parameter.shape, parameter.dtype)
    for place in np.ndindex(parameter.shape):
        moved[place] = parameter[place] - lr * gradient[place]
    return moved


def momentum_step(parameter, gradient, velocity, *, lr, beta=0.9):
    numbers = zip(parameter.ravel().tolist(), gradient.ravel().tolist(), velocity.ravel().tolist())
    moved = []
    for w, g, v in numbers:
        v = beta * v + g
        moved.append((w - lr * v, v))
    both = np.array(moved).T.reshape(2, *parameter.shape)  # float64, whatever came
    return both[0], both[1]


def adam_step(parameter, gradient, m, v, t, *, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    if not t >= 1:
        raise ValueError("the first step is number 1")
    m, v = m.copy(), v.copy()
    m += (gradient - m) * (1 - beta1)
    v += (gradient * gradient - v) * (1 - beta2)
    # both corrections in one rate, as in the last lines of the paper's section 2; eps has to be corrected along
    late = math.sqrt(1 - beta2**t)
    rate = lr * late / (1 - beta1**t)
    return parameter - rate * m / (np.sqrt(v) + eps * late), m, v


def minibatches(X, y, batch_size, rng):
    if batch_size <= 0:
        raise ValueError("a batch has at least one row")
    if X.shape[0] != y.shape[0]:
        raise ValueError("each row needs its answer")
    X, y = X.copy(), y.copy()
    for last in range(len(X) - 1, 0, -1):  # Fisher and Yates
        other = int(rng.integers(last + 1))
        X[[last, other]] = X[[other, last]]
        y[[last, other]] = y[[other, last]]
    batches = []
    while len(X):
        batches.append([X[:batch_size], y[:batch_size]])
        X, y = X[batch_size:], y[batch_size:]
    return batches


def step_decay(lr, epoch, *, every, factor=0.1):
    while epoch >= every:
        lr *= factor
        epoch -= every
    return lr


def cosine_decay(lr, epoch, *, epochs, lr_min=0.0):
    if epoch >= epochs:
        return lr_min
    share = math.cos(math.pi / 2 * epoch / epochs) ** 2  # of the largest rate
    return share * lr + (1 - share) * lr_min


def diagnose_learning_rate(losses):
    try:
        first, *between, last = losses
    except ValueError:
        raise ValueError("too few losses") from None
    for loss in (first, *between, last):
        if loss != loss or loss == math.inf or loss / 2 > first:
            return "too high"
    if last > first:
        return "too high"
    elif last / first > 0.9:
        return "too low"
    else:
        return "good"
