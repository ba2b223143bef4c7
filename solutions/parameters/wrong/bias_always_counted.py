"""The dense layer counts biases even when it is told that it has none.

Follow the argument `bias` through the function: where does it change the result?

required:
    test_dense_layer_can_go_without_biases
    test_dense_formula_agrees_with_a_live_layer
"""

from itertools import pairwise


def dense_parameters(n_in, n_out, *, bias=True):
    """Weights and biases of a dense layer."""
    if n_in < 1 or n_out < 1:
        raise ValueError("sizes must be at least 1")
    return (n_in + 1) * n_out


def mlp_parameters(layer_sizes, *, bias=True):
    """All layers of a fully connected network."""
    if len(layer_sizes) < 2 or min(layer_sizes) < 1:
        raise ValueError("a network needs inputs and outputs")
    total = 0
    for n_in, n_out in pairwise(layer_sizes):
        total += n_in * n_out + (n_out if bias else 0)
    return total
