"""A loop over the names of the parameters in each function."""

import numpy as np


def check(lam):
    if lam < 0:
        raise ValueError("the strength must not be negative")


def is_weight(name):
    return name.startswith("W")


def l2_penalty(parameters, lam):
    check(lam)
    total = 0.0
    for name, value in parameters.items():
        if is_weight(name):
            total += np.sum(value**2)
    return lam * total


def l2_gradient(parameters, lam):
    check(lam)
    gradients = {}
    for name, value in parameters.items():
        if is_weight(name):
            gradients[name] = 2 * lam * value
        else:
            gradients[name] = np.zeros_like(value)
    return gradients


def l1_penalty(parameters, lam):
    check(lam)
    total = 0.0
    for name, value in parameters.items():
        if is_weight(name):
            total += np.sum(np.abs(value))
    return lam * total


def l1_gradient(parameters, lam):
    check(lam)
    gradients = {}
    for name, value in parameters.items():
        if is_weight(name):
            gradients[name] = lam * np.sign(value)
        else:
            gradients[name] = np.zeros_like(value)
    return gradients


def regularized_loss(data_loss, data_gradients, parameters, *, l1=0.0, l2=0.0):
    loss = data_loss + l1_penalty(parameters, l1) + l2_penalty(parameters, l2)
    g1 = l1_gradient(parameters, l1)
    g2 = l2_gradient(parameters, l2)
    gradients = {}
    for name in parameters:
        gradients[name] = data_gradients[name] + g1[name] + g2[name]
    return loss, gradients


def decay_step(parameters, gradients, *, lr, decay):
    check(decay)
    after = {}
    for name, value in parameters.items():
        if is_weight(name):
            after[name] = (1 - lr * decay) * value - lr * gradients[name]
        else:
            after[name] = value - lr * gradients[name]
    return after
