"""Two known mistakes in one line: four bytes for every number, and no buffers.

true:
    four_bytes_each
    buffers_take_no_memory

relation:
    times too large
"""

from collections.abc import Sequence
from itertools import chain, pairwise

from torch import nn


def dense_parameters(n_in: int, n_out: int, *, bias: bool = True) -> int:
    _require_positive(n_in, n_out)
    return n_in * n_out + (n_out if bias else 0)


def conv2d_parameters(
    in_channels: int, out_channels: int, kernel_size: int | tuple[int, int], *, groups: int = 1, bias: bool = True
) -> int:
    height, width = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    _require_positive(in_channels, out_channels, height, width, groups)
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups cannot share {in_channels} input and {out_channels} output channels evenly")
    weights = out_channels * (in_channels // groups) * height * width
    return weights + (out_channels if bias else 0)


def batchnorm_parameters(num_features: int, *, affine: bool = True) -> int:
    _require_positive(num_features)
    return 2 * num_features if affine else 0


def mlp_parameters(layer_sizes: Sequence[int], *, bias: bool = True) -> int:
    if len(layer_sizes) < 2:
        raise ValueError(f"a network needs at least two sizes, inputs and outputs; got {list(layer_sizes)}")
    return sum(dense_parameters(n_in, n_out, bias=bias) for n_in, n_out in pairwise(layer_sizes))


def count_parameters(model: nn.Module, *, trainable_only: bool = False) -> int:
    return sum(p.numel() for p in model.parameters() if p.requires_grad or not trainable_only)


def parameter_table(model: nn.Module) -> list[tuple[str, tuple[int, ...], int]]:
    return [(name, tuple(p.shape), p.numel()) for name, p in model.named_parameters()]


def memory_bytes(model: nn.Module) -> int:
    return sum(4 * p.numel() for p in model.parameters())


def _require_positive(*sizes: int) -> None:
    if min(sizes) < 1:
        raise ValueError(f"sizes must be at least 1, got {', '.join(map(str, sizes))}")
