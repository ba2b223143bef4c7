"""Every size of the network is given biases, the inputs too.

The first size counts numbers that come from the data: nothing is learned there.

required:
    test_mlp_is_the_sum_of_its_layers
    test_mlp_formula_agrees_with_a_live_network
"""

from itertools import pairwise


def mlp_parameters(layer_sizes, *, bias=True):
    """All layers of a fully connected network."""
    if len(layer_sizes) < 2:
        raise ValueError("a network needs inputs and outputs")
    total = sum(layer_sizes) if bias else 0
    for n_in, n_out in pairwise(layer_sizes):
        total += dense_parameters(n_in, n_out, bias=False)
    return total
