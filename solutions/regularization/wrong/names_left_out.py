"""The gradients of the penalties hold the weights only; the names of the biases are missing.

Whoever takes the gradients wants one for each parameter. What is the slope along a bias?

required:
    test_slopes_by_hand
    test_biases_are_free
    test_gradient_is_the_slope_of_the_penalty
    test_names_tell_weights_from_the_rest
    test_networks_without_weights_cost_nothing
    test_slope_at_zero
    test_weights_of_any_kind
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
            gradients[name] = 2 * lam * value
    return gradients


def l1_gradient(parameters, lam):
    check(lam)
    gradients = {}
    for name, value in parameters.items():
        if is_weight(name):
            gradients[name] = lam * np.sign(value)
    return gradients


def regularized_loss(data_loss, data_gradients, parameters, *, l1=0.0, l2=0.0):
    loss = data_loss + l1_penalty(parameters, l1) + l2_penalty(parameters, l2)
    g1 = l1_gradient(parameters, l1)
    g2 = l2_gradient(parameters, l2)
    gradients = {}
    for name in parameters:
        gradients[name] = data_gradients[name] + g1.get(name, 0.0) + g2.get(name, 0.0)
    return loss, gradients
