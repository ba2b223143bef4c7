"""The answer still requires a gradient.

What cuts a tensor off from autograd?

required:
    test_answer_is_a_plain_tensor
    test_no_step_leaves_zeros
"""


def maximize(model, unit, steps, lr, l2, shape):
    was_training = model.training
    model.eval()
    weight = next(model.parameters())
    x = torch.zeros(shape, dtype=weight.dtype, device=weight.device)
    for _ in range(steps):
        x.requires_grad_(True)
        value = objective(model, unit, x, l2)
        grad = torch.autograd.grad(value, x)[0]
        x = (x + lr * grad).detach()
    model.train(was_training)
    return x.requires_grad_()
