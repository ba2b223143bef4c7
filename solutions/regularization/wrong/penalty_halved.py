"""The L2 penalty is half of what the statement says, so the gradient is twice its slope.

Some books put a 1/2 before the sum, so that the 2 disappears from the gradient. Which of the two is asked for here?

required:
    test_penalty_by_hand
    test_names_tell_weights_from_the_rest
    test_slope_at_zero
    test_weights_of_any_kind
    test_regularized_loss_by_hand
    test_gradients_belong_to_the_loss
    test_any_network_is_regularized
"""


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
    return lam / 2 * total
