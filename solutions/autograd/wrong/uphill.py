"""The step goes uphill: the gradient is added.

The gradient points to where the loss grows.

required:
    test_step_by_hand
    test_parameters_stay_leaves
    test_parameters_without_a_gradient_stay
    test_any_parameters_step
"""


def descend(parameters, lr):
    count = 0
    with torch.no_grad():
        for p in parameters:
            if p.grad is None:
                continue
            p.sub_(p.grad, alpha=-lr)
            p.grad.zero_()
            count += 1
    return count
