"""Each weight of the dense layer is given a bias of its own, so the biases double the count.

A unit first sums its weighted inputs and then adds its bias: look at which of the two sizes counts the units.

required:
    test_dense_layer_has_weights_and_biases
    test_dense_formula_agrees_with_a_live_layer
    test_mlp_is_the_sum_of_its_layers
    test_mlp_formula_agrees_with_a_live_network
"""


def dense_parameters(n_in, n_out, *, bias=True):
    """Weights and biases of a dense layer."""
    if n_in < 1 or n_out < 1:
        raise ValueError("sizes must be at least 1")
    weights = n_in * n_out
    return 2 * weights if bias else weights
