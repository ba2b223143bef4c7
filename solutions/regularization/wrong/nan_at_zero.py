"""The gradient of the L1 penalty is NaN where a weight is 0.

A weight divided by its absolute value is its sign, except at 0. What is 0 divided by 0?

required:
    test_slopes_by_hand
    test_slope_at_zero
    test_regularized_loss_by_hand
"""


def check(lam):
    if lam < 0:
        raise ValueError("the strength must not be negative")


def is_weight(name):
    return name.startswith("W")


def l1_gradient(parameters, lam):
    check(lam)
    gradients = {}
    for name, value in parameters.items():
        if is_weight(name):
            gradients[name] = lam * value / np.abs(value)
        else:
            gradients[name] = np.zeros_like(value)
    return gradients
