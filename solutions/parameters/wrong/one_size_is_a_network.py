"""A single size is accepted as a network with 0 parameters.

A network has at least inputs and outputs. An empty loop never complains: check before it.

required:
    test_mlp_needs_inputs_and_outputs
"""

from itertools import pairwise


def mlp_parameters(layer_sizes, *, bias=True):
    """All layers of a fully connected network."""
    total = 0
    for n_in, n_out in pairwise(layer_sizes):
        total += dense_parameters(n_in, n_out, bias=bias)
    return total
