"""Sizes of 0 are accepted, and a count comes back for a layer that cannot exist.

A wrong count travels far before anyone notices it. Refuse sizes below 1 with a ValueError before multiplying.

required:
    test_dense_layer_refuses_empty_sizes
    test_convolution_refuses_empty_sizes
    test_batchnorm_refuses_empty_sizes
"""

from itertools import pairwise


def dense_parameters(n_in, n_out, *, bias=True):
    """Weights and biases of a dense layer."""
    return n_in * n_out + (n_out if bias else 0)


def conv2d_parameters(in_channels, out_channels, kernel_size, *, groups=1, bias=True):
    """Kernels and biases of a convolution."""
    height, width = kernel_size if isinstance(kernel_size, tuple) else (kernel_size, kernel_size)
    if in_channels % groups or out_channels % groups:
        raise ValueError("groups must divide the channels")
    weights = out_channels * (in_channels // groups) * height * width
    return weights + (out_channels if bias else 0)


def batchnorm_parameters(num_features, *, affine=True):
    """Scale and shift of a batch normalisation."""
    return 2 * num_features if affine else 0


def mlp_parameters(layer_sizes, *, bias=True):
    """All layers of a fully connected network."""
    if len(layer_sizes) < 2 or min(layer_sizes) < 1:
        raise ValueError("a network needs inputs and outputs")
    total = 0
    for n_in, n_out in pairwise(layer_sizes):
        total += dense_parameters(n_in, n_out, bias=bias)
    return total
