"""The biases of the dense layer are left out: only its weights are counted.

A unit adds one learned number to its weighted sum. How many units does the layer have?

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
    return n_in * n_out
