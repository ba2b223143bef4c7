"""Penalties are products of one flat vector of all weights; gradients begin as zeros and are changed in place."""

import numpy as np


def _flat(parameters):
    """All weights in one vector of float64, which may be empty."""
    flat = [np.zeros(0)]
    flat.extend(np.ravel(parameters[name]) for name in parameters if name[:1] == "W")
    return np.concatenate(flat)


def _zeros(parameters):
    return {name: np.zeros(np.shape(parameters[name])) for name in parameters}


def _strength(value):
    if value >= 0:
        return value
    raise ValueError("a negative strength would make weights grow")


def l2_penalty(parameters, lam):
    w = _flat(parameters)
    return float(_strength(lam) * (w @ w))


def l2_gradient(parameters, lam):
    slope = 2 * _strength(lam)
    gradients = _zeros(parameters)
    for name in filter(lambda name: name[:1] == "W", parameters):
        gradients[name] += slope * parameters[name]
    return gradients


def l1_penalty(parameters, lam):
    return float(_strength(lam) * np.linalg.norm(_flat(parameters), ord=1))


def l1_gradient(parameters, lam):
    _strength(lam)
    gradients = _zeros(parameters)
    for name, slopes in gradients.items():
        if name[:1] == "W":
            slopes[parameters[name] > 0] = lam
            slopes[parameters[name] < 0] = -lam
    return gradients


def regularized_loss(data_loss, data_gradients, parameters, *, l1=0.0, l2=0.0):
    loss, gradients = data_loss, {name: np.array(value, dtype=float) for name, value in data_gradients.items()}
    for penalty, gradient, lam in ((l1_penalty, l1_gradient, l1), (l2_penalty, l2_gradient, l2)):
        loss += penalty(parameters, lam)
        for name, slopes in gradient(parameters, lam).items():
            gradients[name] += slopes
    return loss, gradients


def decay_step(parameters, gradients, *, lr, decay):
    shrink = lr * _strength(decay)
    after = {name: np.array(value, dtype=float) for name, value in parameters.items()}
    for name in after:
        after[name] -= lr * gradients[name]
    for name in after:
        if name[:1] == "W":
            after[name] -= shrink * parameters[name]
    return after
