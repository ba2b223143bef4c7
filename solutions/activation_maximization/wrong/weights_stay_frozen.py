"""Weights that required a gradient do not require one afterwards: the model cannot learn any more.

It is a good idea to freeze the weights while the input climbs. And then?

required:
    test_frozen_stays_frozen
"""


def maximize(model, unit, steps, lr, l2, shape):
    was_training = model.training
    model.eval()
    model.requires_grad_(False)
    weight = next(model.parameters())
    x = torch.zeros(shape, dtype=weight.dtype, device=weight.device)
    for _ in range(steps):
        x.requires_grad_(True)
        value = objective(model, unit, x, l2)
        grad = torch.autograd.grad(value, x)[0]
        x = (x + lr * grad).detach()
    model.train(was_training)
    return x
