"""A network with a layer of size 0 is accepted, though nothing can pass through it.

The function for one dense layer refuses such sizes already. Does the network make use of it?

required:
    test_mlp_refuses_empty_layers
"""

from itertools import pairwise


def mlp_parameters(layer_sizes, *, bias=True):
    """All layers of a fully connected network."""
    if len(layer_sizes) < 2:
        raise ValueError("a network needs inputs and outputs")
    total = 0
    for n_in, n_out in pairwise(layer_sizes):
        total += n_in * n_out + (n_out if bias else 0)
    return total
