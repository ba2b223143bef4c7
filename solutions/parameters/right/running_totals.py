"""Formulas for single layers, and running totals for whole networks."""

from itertools import pairwise

from torch import nn


def dense_parameters(n_in, n_out, *, bias=True):
    """Weights and biases of a dense layer."""
    if n_in < 1 or n_out < 1:
        raise ValueError("sizes must be at least 1")
    return n_in * n_out + (n_out if bias else 0)


def conv2d_parameters(in_channels, out_channels, kernel_size, *, groups=1, bias=True):
    """Kernels and biases of a convolution."""
    height, width = kernel_size if isinstance(kernel_size, tuple) else (kernel_size, kernel_size)
    if min(in_channels, out_channels, height, width, groups) < 1:
        raise ValueError("sizes must be at least 1")
    if in_channels % groups or out_channels % groups:
        raise ValueError("groups must divide the channels")
    weights = out_channels * (in_channels // groups) * height * width
    return weights + (out_channels if bias else 0)


def batchnorm_parameters(num_features, *, affine=True):
    """Scale and shift of a batch normalisation."""
    if num_features < 1:
        raise ValueError("sizes must be at least 1")
    return 2 * num_features if affine else 0


def mlp_parameters(layer_sizes, *, bias=True):
    """All layers of a fully connected network."""
    if len(layer_sizes) < 2:
        raise ValueError("a network needs inputs and outputs")
    total = 0
    for n_in, n_out in pairwise(layer_sizes):
        total += dense_parameters(n_in, n_out, bias=bias)
    return total


def count_parameters(model: nn.Module, *, trainable_only=False):
    """The numbers a model holds."""
    parameters = model.parameters()
    if trainable_only:
        parameters = [p for p in parameters if p.requires_grad]
    return sum(p.numel() for p in parameters)


def parameter_table(model: nn.Module):
    """One row for each parameter."""
    rows = []
    for name, p in model.named_parameters():
        rows.append((name, tuple(p.shape), p.numel()))
    return rows


def memory_bytes(model: nn.Module):
    """Bytes of parameters and buffers."""
    total = 0
    for tensor in [*model.parameters(), *model.buffers()]:
        total += tensor.numel() * tensor.element_size()
    return total
