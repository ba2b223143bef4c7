"""The input is right, but the weights have gradients afterwards that they did not have before.

`backward` reaches everything that requires a gradient. Whose slopes are needed here, and what computes these only?

required:
    test_weights_get_no_gradients
    test_gradients_of_others_stay
"""


def maximize(model, unit, steps, lr, l2, shape):
    was_training = model.training
    model.eval()
    weight = next(model.parameters())
    x = torch.zeros(shape, dtype=weight.dtype, device=weight.device)
    for _ in range(steps):
        x.requires_grad_(True)
        objective(model, unit, x, l2).backward()
        x = (x + lr * x.grad).detach()
    model.train(was_training)
    return x
