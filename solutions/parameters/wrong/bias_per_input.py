"""The dense layer has a bias for each of its inputs instead of one for each of its units.

In `y = x W + b` the bias is added to the output: compare the shapes of `x`, `y` and `b`.

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
    return n_in * n_out + (n_in if bias else 0)
