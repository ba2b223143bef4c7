"""The ascent stops with an error where the model is not on the CPU: the input stays there.

Where are the weights? A parameter of the model knows.

required:
    test_ascent_runs_on_the_device
    test_convolutions_are_climbed
"""


def maximize(model, unit, steps, lr, l2, shape):
    was_training = model.training
    model.eval()
    weight = next(model.parameters())
    x = torch.zeros(shape, dtype=weight.dtype)
    for _ in range(steps):
        x.requires_grad_(True)
        value = objective(model, unit, x, l2)
        grad = torch.autograd.grad(value, x)[0]
        x = (x + lr * grad).detach()
    model.train(was_training)
    return x
