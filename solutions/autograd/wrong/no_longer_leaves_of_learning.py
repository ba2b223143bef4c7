"""After the step the parameters no longer require gradients: nothing will be learned from now on.

To keep autograd out for a moment, leave the tensor as it is and switch off the notes around the change.

required:
    test_parameters_stay_leaves
    test_any_parameters_step
"""


def descend(parameters, lr):
    count = 0
    with torch.no_grad():
        for p in parameters:
            if p.grad is None:
                continue
            p.requires_grad_(False)
            p.sub_(p.grad, alpha=lr)
            p.grad.zero_()
            count += 1
    return count
