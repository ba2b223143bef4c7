"""The last layer of the network is left out: the loop over the pairs of sizes ends one too early.

Four sizes make three layers. Write down the pairs that your loop visits.

required:
    test_mlp_is_the_sum_of_its_layers
    test_mlp_formula_agrees_with_a_live_network
    test_mlp_can_go_without_biases
    test_mlp_refuses_empty_layers
"""

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
    for i in range(len(layer_sizes) - 2):
        total += dense_parameters(layer_sizes[i], layer_sizes[i + 1], bias=bias)
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
