"""`decay_step` writes the new values into the caller's arrays.

`-=` writes into the array on its left. Make a new one instead.

required:
    test_step_makes_new_arrays
    test_any_parameters_decay
permitted:
    test_weights_shrink_without_a_gradient
    test_no_decay_is_a_plain_step
    test_pytorch_decays_alike
    test_decay_by_hand
    test_decay_is_the_l2_penalty_of_plain_steps
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
        after[name] = value
        if is_weight(name):
            after[name] *= 1 - lr * decay
        after[name] -= lr * gradients[name]
    return after
