"""Gradients are asked for, not left by `backward`, and averaged as they come; an optimizer makes the step."""

import torch
from torch.autograd.functional import jacobian
from torch.nn.functional import logsigmoid


def derivative(f, x):
    return jacobian(f, torch.tensor(float(x), dtype=torch.float64)).item()


def accumulate_gradients(model, criterion, batches):
    parameters = list(model.parameters())
    means = [torch.zeros_like(parameter) for parameter in parameters]
    mean_loss, seen = 0.0, 0
    for X, y in batches:
        seen += X.shape[0]
        share = X.shape[0] / seen  # of this batch among all samples so far
        loss = criterion(model(X), y)
        for mean, gradient in zip(means, torch.autograd.grad(loss, parameters), strict=True):
            mean.lerp_(gradient, share)
        mean_loss += share * (loss.item() - mean_loss)
        del loss  # its graph
    for parameter, mean in zip(parameters, means, strict=True):
        parameter.grad = mean
    return mean_loss


def descend(parameters, lr):
    with_gradient = [parameter for parameter in parameters if parameter.grad is not None]
    if not with_gradient:
        return 0
    optimizer = torch.optim.SGD(with_gradient, lr=lr)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return len(with_gradient)


def consistency_loss(prediction, target):
    difference = torch.flatten(prediction - target.detach())
    return difference.dot(difference) / difference.numel()


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        gate = logsigmoid(x).exp()
        ctx.save_for_backward(x, gate)
        return torch.mul(x, gate)

    @staticmethod
    def backward(ctx, grad):
        x, gate = ctx.saved_tensors
        value = x * gate
        return (value + gate * (1 - value)).mul(grad)


def swish(x):
    return Swish.apply(x)
