"""The gradient of the L1 penalty is lam for all weights, so negative ones are pushed away from 0.

Which way does |w| change when a negative w grows?

required:
    test_slopes_by_hand
    test_gradient_is_the_slope_of_the_penalty
    test_names_tell_weights_from_the_rest
    test_slope_at_zero
    test_weights_of_any_kind
    test_regularized_loss_by_hand
    test_gradients_belong_to_the_loss
    test_any_network_is_regularized
    test_l1_empties_the_network
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
            gradients[name] = lam * np.ones_like(value)
        else:
            gradients[name] = np.zeros_like(value)
    return gradients
