"""Keeping weights small: two penalties with their gradients, the loss they are added to, and weight decay.

`parameters` is a dict of a network's parameters by name. Those whose names begin with "W" are its **weights**, arrays
of any shape; all others ("b1", "gamma", ...) are left out of every penalty and do not decay. A dict of gradients has
the same names, in any order, and under each an array of that parameter's shape. Arrays hold floats of 32 or 64 bits
and may be read-only or not contiguous; neither they nor the dicts are changed. Dicts that are returned are plain ones
of this kind, in any order.
"""

import numpy as np

Parameters = dict[str, np.ndarray]


def l2_penalty(parameters: Parameters, lam: float) -> float:
    """`lam` times the sum of the squares of all weights: one float, which is 0 if there are no weights.

    It is a sum, neither a mean nor halved. Raises ValueError if `lam` is negative, as do all four penalty functions.
    """
    raise NotImplementedError


def l2_gradient(parameters: Parameters, lam: float) -> Parameters:
    """The gradient of `l2_penalty` for each parameter; for those that are not weights it is 0 everywhere."""
    raise NotImplementedError


def l1_penalty(parameters: Parameters, lam: float) -> float:
    """`lam` times the sum of the absolute values of all weights: one float, which is 0 if there are no weights."""
    raise NotImplementedError


def l1_gradient(parameters: Parameters, lam: float) -> Parameters:
    """The gradient of `l1_penalty` for each parameter; for those that are not weights it is 0 everywhere.

    It is also 0 for a weight of exactly 0, where the penalty has a kink.
    """
    raise NotImplementedError


def regularized_loss(
    data_loss: float, data_gradients: Parameters, parameters: Parameters, *, l1: float = 0.0, l2: float = 0.0
) -> tuple[float, Parameters]:
    """The tuple `(loss, gradients)` with both penalties added: to the loss, and to the gradients.

    `data_loss` and `data_gradients` are what the examples say: a number, and its gradient for each of the
    `parameters`. `l1` and `l2` are the `lam` of the two penalties. Raises ValueError if one of them is negative.
    """
    raise NotImplementedError


def decay_step(parameters: Parameters, gradients: Parameters, *, lr: float, decay: float) -> Parameters:
    """The parameters after a step downhill in which the weights also decay.

    A weight w with the gradient g becomes `(1 - lr * decay) * w - lr * g`, and every other parameter p becomes
    `p - lr * g`. `gradients` are those of the data loss alone, without a penalty. `lr` is positive. Raises ValueError
    if `decay` is negative.
    """
    raise NotImplementedError
