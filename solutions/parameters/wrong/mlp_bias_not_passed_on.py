"""The network without biases is counted with them.

Follow the argument `bias` from the network to the layers it is made of.

required:
    test_mlp_can_go_without_biases
"""

from itertools import pairwise


def mlp_parameters(layer_sizes, *, bias=True):
    """All layers of a fully connected network."""
    if len(layer_sizes) < 2:
        raise ValueError("a network needs inputs and outputs")
    total = 0
    for n_in, n_out in pairwise(layer_sizes):
        total += dense_parameters(n_in, n_out)
    return total
