"""A model that came in evaluation mode is in training mode afterwards.

It is to be as it was, and not every model comes in training mode.

required:
    test_mode_is_restored
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
    model.train()
    return x
