"""The decay also shrinks the step: it takes its share off the weight that has moved already.

Both parts start from the old weight: `(1 - lr * decay) * w - lr * g`, not `(1 - lr * decay) * (w - lr * g)`.

required:
    test_decay_by_hand
    test_decay_is_the_l2_penalty_of_plain_steps
    test_pytorch_decays_alike
    test_any_parameters_decay
permitted:
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
            after[name] = (1 - lr * decay) * (value - lr * gradients[name])
        else:
            after[name] = value - lr * gradients[name]
    return after
