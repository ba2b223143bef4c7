"""Activation maximization: the weights stand still, and the input climbs until one unit of the network is excited."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import Tensor, nn


def objective(model: nn.Module, unit: int, x: Tensor, l2: float) -> Tensor:
    """What one unit answers to the input `x`, less the price of its size: `answer - l2 * sum(x**2)`, a scalar tensor.

    `model` takes a batch of inputs (N, ...) and gives (N, U), the answers of U units to each of them. `x` is one input
    without the axis of the batch, (...), on the device of the model and of its dtype; it may require a gradient or not.
    `unit` is the number of the unit, 0 to U - 1, and `l2` is 0 or more. The model answers in the mode, training or
    evaluation, that it is in, and stays in it.

    The answer keeps its graph: autograd can differentiate it with respect to `x` if `x` requires a gradient.
    """
    return model(x.unsqueeze(0))[0, unit] - l2 * x.square().sum()


def maximize(model: nn.Module, unit: int, steps: int, lr: float, l2: float, shape: tuple[int, ...]) -> Tensor:
    """An input that excites one unit of `model`, found by `steps` steps of gradient ascent on `objective`.

    The ascent starts at zeros of this `shape`, which has no axis for the batch. Each step adds to the input `lr` times the
    gradient of `objective(model, unit, x, l2)` with respect to the input `x` as it is then. `steps` is 0 or more, `lr` is
    positive. The model is in evaluation mode in every step. It has parameters, all of one dtype and on one device.

    The answer is the input after the last step: a tensor of this shape, with the dtype and on the device of the model's
    parameters, that requires no gradient.

    Afterwards the model is as it was: all its parameters and buffers, the `.grad` of each parameter (None or a tensor),
    whether it requires a gradient, and the mode, training or evaluation, in which all its modules were.
    """
    was_training = model.training
    model.eval()
    like = next(model.parameters())
    x = torch.zeros(shape, dtype=like.dtype, device=like.device)
    for _ in range(steps):
        x = x.detach().requires_grad_()
        (slope,) = torch.autograd.grad(objective(model, unit, x, l2), x)  # of x alone: the weights get no gradients
        x = x + lr * slope
    model.train(was_training)
    return x.detach()


def plot_dreams(dreams: Tensor, titles: Sequence[str]) -> Figure:
    """Show K inputs of a network, `dreams` (K, H, W), as pictures in a new figure.

    `dreams` is a tensor of floats on any device that requires no gradient; K is at least 1, and not all numbers are 0.
    `titles` are K texts. Each input is shown with `imshow` in axes of its own, in their order, with its title and with row 0
    at the top. All pictures share one scale of shades with 0 in its middle: it reaches from -m to m, where m is the largest
    absolute number among all of `dreams`. Anything else is up to you: colours, labels, colour bars, axes left over that stay
    empty. Returns the figure.
    """
    pictures = dreams.cpu().numpy()
    limit = abs(pictures).max()
    fig, axes = plt.subplots(1, len(pictures), layout="constrained", squeeze=False)
    for ax, picture, title in zip(axes[0], pictures, titles, strict=True):
        ax.imshow(picture, cmap="gray", vmin=-limit, vmax=limit)
        ax.set_title(title)
    return fig
