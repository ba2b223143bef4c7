"""The gradient of the L1 penalty grows with the weight, as that of L2 does.

How much more does |w| become when w goes from 3 to 3.1, and when it goes from 0.1 to 0.2?

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
            gradients[name] = lam * value
        else:
            gradients[name] = np.zeros_like(value)
    return gradients
