"""Autograd no longer records after the call.

What is switched off has to be switched on again. A `with` block does it by itself.

required:
    test_parameters_stay_leaves
    test_any_parameters_step
"""


def descend(parameters, lr):
    count = 0
    torch.set_grad_enabled(False)
    if True:
        for p in parameters:
            if p.grad is None:
                continue
            p.sub_(p.grad, alpha=lr)
            p.grad.zero_()
            count += 1
    return count
