"""The model answers in the mode that it came in: in training mode units are dropped, and batch normalisation wants a batch.

Which mode does the contract ask for during the ascent?

required:
    test_dropout_is_off
    test_running_statistics_are_left_alone
    test_convolutions_are_climbed
"""


def maximize(model, unit, steps, lr, l2, shape):
    weight = next(model.parameters())
    x = torch.zeros(shape, dtype=weight.dtype, device=weight.device)
    for _ in range(steps):
        x.requires_grad_(True)
        value = objective(model, unit, x, l2)
        grad = torch.autograd.grad(value, x)[0]
        x = (x + lr * grad).detach()
    return x
