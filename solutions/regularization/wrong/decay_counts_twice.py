"""Weights decay twice as fast as they should: there is a factor of 2 in the decay.

The factor 2 is that of the penalty's slope. The decay has a strength of its own, without it.

required:
    test_decay_by_hand
    test_weights_shrink_without_a_gradient
    test_decay_is_the_l2_penalty_of_plain_steps
    test_pytorch_decays_alike
    test_any_parameters_decay
    test_decay_holds_the_circle
"""


def check(lam):
    if lam < 0:
        raise ValueError("the strength must not be negative")


def is_weight(name):
    return name.startswith("W")


def decay_step(parameters, gradients, *, lr, decay):
    check(decay)
    after = {}
    for name, value in parameters.items():
        if is_weight(name):
            after[name] = (1 - 2 * lr * decay) * value - lr * gradients[name]
        else:
            after[name] = value - lr * gradients[name]
    return after
