"""The last layer of the network is left out: the loop over the pairs of sizes ends one too early.

Four sizes make three layers. Write down the pairs that your loop visits.

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
    for i in range(len(layer_sizes) - 2):
        total += dense_parameters(layer_sizes[i], layer_sizes[i + 1], bias=bias)
    return total
