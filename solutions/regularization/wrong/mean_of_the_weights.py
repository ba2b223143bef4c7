"""The penalties are means over the weights of each matrix instead of sums, so each weight of a large layer costs
less.

With 0.1 and the squares 9, 4, 0 and 1, the statement has 1.4. What is added up, and is anything divided?

required:
    test_penalty_by_hand
    test_names_tell_weights_from_the_rest
    test_slope_at_zero
    test_weights_of_any_kind
    test_regularized_loss_by_hand
    test_gradients_belong_to_the_loss
    test_any_network_is_regularized
    test_networks_without_weights_cost_nothing
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
            total += np.mean(value**2)
    return lam * total


def l1_penalty(parameters, lam):
    check(lam)
    total = 0.0
    for name, value in parameters.items():
        if is_weight(name):
            total += np.mean(np.abs(value))
    return lam * total
