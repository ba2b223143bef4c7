"""The sizes are cut into separate pairs, so every second layer of the network is left out.

A hidden size ends one layer and begins the next: it belongs to two pairs.

required:
    test_mlp_is_the_sum_of_its_layers
    test_mlp_formula_agrees_with_a_live_network
    test_mlp_can_go_without_biases
    test_mlp_refuses_empty_layers
"""


def mlp_parameters(layer_sizes, *, bias=True):
    """All layers of a fully connected network."""
    if len(layer_sizes) < 2:
        raise ValueError("a network needs inputs and outputs")
    total = 0
    for n_in, n_out in zip(layer_sizes[::2], layer_sizes[1::2]):
        total += dense_parameters(n_in, n_out, bias=bias)
    return total
