"""The L2 penalty is the length of the weights, the root of the sum of squares, instead of the sum itself.

The norm is squared: no root is taken. What are the squares 9, 4, 0 and 1 times 0.1?

required:
    test_penalty_by_hand
    test_names_tell_weights_from_the_rest
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
    return lam * np.sqrt(total)
