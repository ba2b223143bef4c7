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
    _require_not_negative(lam)
    return lam * sum(float(np.sum(np.square(W))) for W in _weights(parameters))


def l2_gradient(parameters: Parameters, lam: float) -> Parameters:
    """The gradient of `l2_penalty` for each parameter; for those that are not weights it is 0 everywhere."""
    _require_not_negative(lam)
    return {name: 2 * lam * value if _is_weight(name) else np.zeros_like(value) for name, value in parameters.items()}


def l1_penalty(parameters: Parameters, lam: float) -> float:
    """`lam` times the sum of the absolute values of all weights: one float, which is 0 if there are no weights."""
    _require_not_negative(lam)
    return lam * sum(float(np.sum(np.abs(W))) for W in _weights(parameters))


def l1_gradient(parameters: Parameters, lam: float) -> Parameters:
    """The gradient of `l1_penalty` for each parameter; for those that are not weights it is 0 everywhere.

    It is also 0 for a weight of exactly 0, where the penalty has a kink.
    """
    _require_not_negative(lam)
    return {
        name: lam * np.sign(value) if _is_weight(name) else np.zeros_like(value) for name, value in parameters.items()
    }


def regularized_loss(
    data_loss: float, data_gradients: Parameters, parameters: Parameters, *, l1: float = 0.0, l2: float = 0.0
) -> tuple[float, Parameters]:
    """The tuple `(loss, gradients)` with both penalties added: to the loss, and to the gradients.

    `data_loss` and `data_gradients` are what the examples say: a number, and its gradient for each of the
    `parameters`. `l1` and `l2` are the `lam` of the two penalties. Raises ValueError if one of them is negative.
    """
    loss = data_loss + l1_penalty(parameters, l1) + l2_penalty(parameters, l2)
    from_l1, from_l2 = l1_gradient(parameters, l1), l2_gradient(parameters, l2)
    return loss, {name: gradient + from_l1[name] + from_l2[name] for name, gradient in data_gradients.items()}


def decay_step(parameters: Parameters, gradients: Parameters, *, lr: float, decay: float) -> Parameters:
    """The parameters after a step downhill in which the weights also decay.

    A weight w with the gradient g becomes `(1 - lr * decay) * w - lr * g`, and every other parameter p becomes
    `p - lr * g`. `gradients` are those of the data loss alone, without a penalty. `lr` is positive. Raises ValueError
    if `decay` is negative.
    """
    _require_not_negative(decay)
    return {
        name: (1 - lr * decay if _is_weight(name) else 1.0) * value - lr * gradients[name]
        for name, value in parameters.items()
    }


def _is_weight(name: str) -> bool:
    return name.startswith("W")


def _weights(parameters: Parameters) -> list[np.ndarray]:
    return [value for name, value in parameters.items() if _is_weight(name)]


def _require_not_negative(strength: float) -> None:
    if strength < 0:
        raise ValueError(f"a penalty pulls weights towards 0, so its strength is not negative; got {strength}")
