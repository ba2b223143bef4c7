"""A model that came in training mode is in evaluation mode afterwards.

Whoever switches something switches it back. What has to be remembered for that?

required:
    test_mode_is_restored
    test_running_statistics_are_left_alone
"""


def maximize(model, unit, steps, lr, l2, shape):
    model.eval()
    weight = next(model.parameters())
    x = torch.zeros(shape, dtype=weight.dtype, device=weight.device)
    for _ in range(steps):
        x.requires_grad_(True)
        value = objective(model, unit, x, l2)
        grad = torch.autograd.grad(value, x)[0]
        x = (x + lr * grad).detach()
    return x
