"""A parameter without a gradient ends in an error.

`.grad` is None until a gradient arrives, and for a frozen layer none ever does. Ask before you compute with it.

required:
    test_parameters_without_a_gradient_stay
    test_any_parameters_step
    test_nothing_to_step
"""


def descend(parameters, lr):
    count = 0
    with torch.no_grad():
        for p in parameters:
            p.sub_(p.grad, alpha=lr)
            p.grad.zero_()
            count += 1
    return count
