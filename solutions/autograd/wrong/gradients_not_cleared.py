"""The gradients are still there after the step.

The next `backward` would add to them. Empty `.grad` once it has been used.

required:
    test_gradients_are_cleared
    test_any_parameters_step
"""


def descend(parameters, lr):
    count = 0
    with torch.no_grad():
        for p in parameters:
            if p.grad is None:
                continue
            p.sub_(p.grad, alpha=lr)
            count += 1
    return count
