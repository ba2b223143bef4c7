"""The gradient of the L2 penalty is half the slope of the penalty: the factor 2 is missing.

The penalty has lam times w squared. What is the derivative of that?

required:
    test_slopes_by_hand
    test_gradient_is_the_slope_of_the_penalty
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


def l2_gradient(parameters, lam):
    check(lam)
    gradients = {}
    for name, value in parameters.items():
        if is_weight(name):
            gradients[name] = lam * value
        else:
            gradients[name] = np.zeros_like(value)
    return gradients
