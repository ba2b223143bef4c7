"""The loss as a landscape over the weights: slices of it along one direction and along two."""

from collections.abc import Callable

import torch
from matplotlib.figure import Figure
from torch import Tensor, nn

Direction = dict[str, Tensor]
Loss = Callable[[nn.Module], Tensor]


def direction_between(model: nn.Module, other: nn.Module) -> Direction:
    """The direction from the weights of `model` to those of `other`, a model of the same architecture.

    In all functions a direction is a dict with one tensor for each parameter of the model (weights and biases, but no
    buffers), under its name in `model.named_parameters()` and with its shape and dtype. Models are on the CPU. The
    tensors that you return require no gradient. Neither model is changed.
    """
    raise NotImplementedError


def filter_normalized(model: nn.Module, direction: Direction) -> Direction:
    """The direction with each filter as long as the model's own, and without the biases (Li et al., 2018).

    In a parameter with two axes or more, the entries that share the first index are a filter: the weights into one unit
    of a dense layer, one kernel of a convolution. Each filter of the answer points where that of `direction` points,
    and its Euclidean norm is that of the model's filter in the same place; where the filter of `direction` is zero
    throughout, so is that of the answer. For a parameter with fewer than two axes (a bias, the scale of a normalisation
    layer) the answer is zero. The model and `direction` stay as they are.
    """
    raise NotImplementedError


def random_direction(model: nn.Module, generator: torch.Generator) -> Direction:
    """A random direction, filter-normalised.

    Before it is normalised, every entry is drawn independently from the standard normal distribution. All random
    numbers come from `generator`, in whatever order. The model is not changed.
    """
    raise NotImplementedError


def slice_1d(model: nn.Module, direction: Direction, loss: Loss, steps: Tensor) -> Tensor:
    """The loss along a line: entry i is the loss of the model moved by `steps[i]` times `direction`.

    `steps` holds K floats, K at least 1; the answer has the same shape (K,) and requires no gradient. `loss(model)` is
    the loss of a model of this architecture as it is then, a tensor without axes. Every step is taken from the model's
    own weights, not from where the last one ended. Only parameters are moved. `loss` is called once for each step; the
    model that it is given is in evaluation mode with all its modules, and gradient recording is off.

    Afterwards the model is as before, also if `loss` raises an error (which is passed on): its parameters and buffers
    are the same objects with exactly the same numbers, their `.grad` is untouched, and each module is in the mode,
    training or evaluation, that it was in. `direction` is not changed. (Whether you move a copy is up to you.)
    """
    raise NotImplementedError


def slice_2d(
    model: nn.Module, directions: tuple[Direction, Direction], loss: Loss, steps_1: Tensor, steps_2: Tensor
) -> Tensor:
    """The loss over a plane, of shape (K, L) for `steps_1` of shape (K,) and `steps_2` of shape (L,).

    Entry [i, j] is the loss of the model moved by `steps_1[i]` times the first direction and by `steps_2[j]` times the
    second, both at once. Everything else is as in `slice_1d`.
    """
    raise NotImplementedError


def plot_landscape(steps_1: Tensor, steps_2: Tensor, losses: Tensor) -> Figure:
    """Show the losses of a plane from above, with contour lines, in a new figure with one plot; return the figure.

    The arguments are as in `slice_2d`: `losses` (K, L) holds finite numbers that are not all equal, and the steps
    increase; K and L are at least 2. The steps along the first direction run to the right and those along the second
    upwards: the lines of `contour` are where the loss has their level, at least five levels between the lowest and the
    highest loss. A marker labelled `model`, drawn by `plot` or `scatter`, stands at the place without a step, (0, 0),
    and a legend shows its label. The x-axis is labelled `first direction` and the y-axis `second direction`. Shades, a
    colour bar, the choice of the levels and anything else are up to you.
    """
    raise NotImplementedError
