"""Parameters and gradients are paired by their places in the two dicts, so that in another order they get mixed up.

Nothing says that both dicts have their names in the same order. How do you look a gradient up by its name?

required:
    test_any_network_is_regularized
    test_any_parameters_decay
"""


def check(lam):
    if lam < 0:
        raise ValueError("the strength must not be negative")


def is_weight(name):
    return name.startswith("W")


def regularized_loss(data_loss, data_gradients, parameters, *, l1=0.0, l2=0.0):
    loss = data_loss + l1_penalty(parameters, l1) + l2_penalty(parameters, l2)
    g1 = l1_gradient(parameters, l1)
    g2 = l2_gradient(parameters, l2)
    gradients = {}
    for name, gradient in zip(parameters, data_gradients.values()):
        gradients[name] = gradient + g1[name] + g2[name]
    return loss, gradients


def decay_step(parameters, gradients, *, lr, decay):
    check(decay)
    after = {}
    for (name, value), gradient in zip(parameters.items(), gradients.values()):
        if is_weight(name):
            after[name] = (1 - lr * decay) * value - lr * gradient
        else:
            after[name] = value - lr * gradient
    return after
