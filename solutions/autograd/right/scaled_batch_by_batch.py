"""Each batch's loss is scaled by its share of all rows before it is sent back."""

import torch


def derivative(f, x):
    x = torch.tensor(float(x), dtype=torch.double).requires_grad_()
    y = f(x)
    grads = torch.autograd.grad(y, [x])
    return float(grads[0])


def accumulate_gradients(model, criterion, batches):
    model.zero_grad()
    batches = list(batches)
    n = sum(len(X) for X, y in batches)
    total = 0.0
    for X, y in batches:
        loss = criterion(model(X), y) * len(X) / n
        loss.backward()
        total += loss.item()
    return total


def descend(parameters, lr):
    count = 0
    with torch.no_grad():
        for p in parameters:
            if p.grad is None:
                continue
            p.sub_(p.grad, alpha=lr)
            p.grad.zero_()
            count += 1
    return count


def consistency_loss(prediction, target):
    with torch.no_grad():
        goal = target.clone()
    return torch.nn.functional.mse_loss(prediction, goal)


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        s = torch.sigmoid(x)
        ctx.save_for_backward(x, s)
        return x * s

    @staticmethod
    def backward(ctx, grad):
        x, s = ctx.saved_tensors
        return grad * (s + x * s * (1 - s))


def swish(x):
    return Swish.apply(x)
