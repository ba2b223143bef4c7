"""Count what a network learns: from the sizes of its layers, and on a live PyTorch model."""

from collections.abc import Sequence

from torch import nn


def dense_parameters(n_in: int, n_out: int, *, bias: bool = True) -> int:
    """The number of parameters of a dense layer with `n_in` inputs and `n_out` units.

    `bias` tells whether each unit has a bias of its own. Raises ValueError if `n_in` or `n_out` is less than 1.
    """
    raise NotImplementedError


def conv2d_parameters(
    in_channels: int, out_channels: int, kernel_size: int | tuple[int, int], *, groups: int = 1, bias: bool = True
) -> int:
    """The number of parameters of a convolution that turns `in_channels` channels into `out_channels`.

    `kernel_size` is the side of a square kernel or a pair `(height, width)`. The channels are split into `groups`
    groups of equal size, and each output channel looks only at the input channels of its own group. `bias` tells
    whether each output channel has a bias of its own. Raises ValueError if a number is less than 1, or if `groups`
    does not divide both numbers of channels.
    """
    raise NotImplementedError


def batchnorm_parameters(num_features: int, *, affine: bool = True) -> int:
    """The number of parameters of a batch normalisation over `num_features` features.

    With `affine` each feature has a scale and a shift that are learned, else none. Running means and variances are
    measured, not learned: they are no parameters. Raises ValueError if `num_features` is less than 1.
    """
    raise NotImplementedError


def mlp_parameters(layer_sizes: Sequence[int], *, bias: bool = True) -> int:
    """The number of parameters of a fully connected network.

    `layer_sizes` is a list or tuple that starts with the number of inputs and ends with the number of outputs: each
    two neighbours are the inputs and the units of one dense layer. `bias` holds for all layers. Raises ValueError if
    there are fewer than two sizes or if one of them is less than 1.
    """
    raise NotImplementedError


def count_parameters(model: nn.Module, *, trainable_only: bool = False) -> int:
    """How many numbers the parameters of `model` hold, frozen ones included, as an `int`.

    With `trainable_only` only the parameters that require a gradient count. A parameter used in several places is one
    parameter and counts once. Buffers, such as running statistics, do not count.
    """
    raise NotImplementedError


def parameter_table(model: nn.Module) -> list[tuple[str, tuple[int, ...], int]]:
    """One row `(name, shape, count)` for each parameter of `model`, frozen ones included, as a list of plain tuples.

    Names and order are those of `model.named_parameters()`, so a parameter used in several places has one row, under
    its first name. `shape` is a tuple of ints, `()` for a scalar, and `count` is how many numbers it holds.
    """
    raise NotImplementedError


def memory_bytes(model: nn.Module) -> int:
    """How many bytes the numbers in the parameters and buffers of `model` take up, as an `int`.

    Each tensor counts with the size of its own elements (4 bytes in float32, 2 in float16, 8 in int64, 1 in bool),
    whether it is frozen or not and whether or not a checkpoint would contain it. A tensor used in several places
    counts once. Gradients do not count.
    """
    raise NotImplementedError
