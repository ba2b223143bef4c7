"""The decay makes the weights larger in each step.

Where all gradients are 0, a weight of 3 is to be smaller after the step. Which sign does the decay have?

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
            after[name] = (1 + lr * decay) * value - lr * gradients[name]
        else:
            after[name] = value - lr * gradients[name]
    return after
