"""`regularized_loss` adds either penalty, but not both: with an L1 penalty, the L2 penalty is forgotten.

Both strengths may be positive in the same call. An `elif` looks at the second only if the first is 0.

required:
    test_regularized_loss_by_hand
    test_gradients_belong_to_the_loss
    test_any_network_is_regularized
    test_neither_strength_is_negative
"""

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
    if l1 != 0:
        penalty, slopes = l1_penalty(parameters, l1), l1_gradient(parameters, l1)
    elif l2 != 0:
        penalty, slopes = l2_penalty(parameters, l2), l2_gradient(parameters, l2)
    else:
        return data_loss, dict(data_gradients)
    return data_loss + penalty, {name: data_gradients[name] + slopes[name] for name in parameters}


def decay_step(parameters, gradients, *, lr, decay):
    check(decay)
    after = {}
    for name, value in parameters.items():
        if is_weight(name):
            after[name] = (1 - lr * decay) * value - lr * gradients[name]
        else:
            after[name] = value - lr * gradients[name]
    return after
