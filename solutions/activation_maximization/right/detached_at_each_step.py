"""The picture is cut loose and asked for its gradient anew at each step."""

import matplotlib.pyplot as plt
import torch


def objective(model, unit, x, l2):
    answers = model(x[None])
    return answers[0, unit] - l2 * (x**2).sum()


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
    return x


def plot_dreams(dreams, titles):
    arrays = dreams.cpu().numpy()
    limit = abs(arrays).max()
    fig, axes = plt.subplots(1, len(arrays), squeeze=False)
    for ax, array, title in zip(axes[0], arrays, titles):
        ax.imshow(array, cmap="RdBu_r", vmin=-limit, vmax=limit)
        ax.set_title(title)
    return fig
