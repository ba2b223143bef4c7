"""Count what a network learns: from the sizes of its layers, and on a live PyTorch model."""

from collections.abc import Sequence
from itertools import chain, pairwise

from torch import nn


def dense_parameters(n_in: int, n_out: int, *, bias: bool = True) -> int:
    """The number of parameters of a dense layer with `n_in` inputs and `n_out` units.

    `bias` tells whether each unit has a bias of its own. Raises ValueError if `n_in` or `n_out` is less than 1.
    """
    _require_positive(n_in, n_out)
    return n_in * n_out + (n_out if bias else 0)


def conv2d_parameters(
    in_channels: int, out_channels: int, kernel_size: int | tuple[int, int], *, groups: int = 1, bias: bool = True
) -> int:
    """The number of parameters of a convolution that turns `in_channels` channels into `out_channels`.

    `kernel_size` is the side of a square kernel or a pair `(height, width)`. The channels are split into `groups`
    groups of equal size, and each output channel looks only at the input channels of its own group. `bias` tells
    whether each output channel has a bias of its own. Raises ValueError if a number is less than 1, or if `groups`
    does not divide both numbers of channels.
    """
    height, width = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    _require_positive(in_channels, out_channels, height, width, groups)
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups cannot share {in_channels} input and {out_channels} output channels evenly")
    weights = out_channels * (in_channels // groups) * height * width
    return weights + (out_channels if bias else 0)


def batchnorm_parameters(num_features: int, *, affine: bool = True) -> int:
    """The number of parameters of a batch normalisation over `num_features` features.

    With `affine` each feature has a scale and a shift that are learned, else none. Running means and variances are
    measured, not learned: they are no parameters. Raises ValueError if `num_features` is less than 1.
    """
    _require_positive(num_features)
    return 2 * num_features if affine else 0


def mlp_parameters(layer_sizes: Sequence[int], *, bias: bool = True) -> int:
    """The number of parameters of a fully connected network.

    `layer_sizes` is a list or tuple that starts with the number of inputs and ends with the number of outputs: each
    two neighbours are the inputs and the units of one dense layer. `bias` holds for all layers. Raises ValueError if
    there are fewer than two sizes or if one of them is less than 1.
    """
    if len(layer_sizes) < 2:
        raise ValueError(f"a network needs at least two sizes, inputs and outputs; got {list(layer_sizes)}")
    return sum(dense_parameters(n_in, n_out, bias=bias) for n_in, n_out in pairwise(layer_sizes))


def count_parameters(model: nn.Module, *, trainable_only: bool = False) -> int:
    """How many numbers the parameters of `model` hold, frozen ones included, as an `int`.

    With `trainable_only` only the parameters that require a gradient count. A parameter used in several places is one
    parameter and counts once. Buffers, such as running statistics, do not count.
    """
    return sum(p.numel() for p in model.parameters() if p.requires_grad or not trainable_only)


def parameter_table(model: nn.Module) -> list[tuple[str, tuple[int, ...], int]]:
    """One row `(name, shape, count)` for each parameter of `model`, frozen ones included, as a list of plain tuples.

    Names and order are those of `model.named_parameters()`, so a parameter used in several places has one row, under
    its first name. `shape` is a tuple of ints, `()` for a scalar, and `count` is how many numbers it holds.
    """
    return [(name, tuple(p.shape), p.numel()) for name, p in model.named_parameters()]


def memory_bytes(model: nn.Module) -> int:
    """How many bytes the numbers in the parameters and buffers of `model` take up, as an `int`.

    Each tensor counts with the size of its own elements (4 bytes in float32, 2 in float16, 8 in int64, 1 in bool),
    whether it is frozen or not and whether or not a checkpoint would contain it. A tensor used in several places
    counts once. Gradients do not count.
    """
    return sum(tensor.numel() * tensor.element_size() for tensor in chain(model.parameters(), model.buffers()))


def _require_positive(*sizes: int) -> None:
    if min(sizes) < 1:
        raise ValueError(f"sizes must be at least 1, got {', '.join(map(str, sizes))}")
