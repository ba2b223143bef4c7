"""`forward` shifts the columns of `X` to mean zero, and does so in the caller's array.

The network gets its inputs as they are. Preparing data is the business of whoever calls it, on an array of their own.

required:
    test_one_layer_is_a_weighted_sum
    test_two_layers_are_relu_of_x_w1_times_w2
    test_network_may_be_deep
    test_forward_of_the_worked_example
    test_any_shape_and_activation
    test_relu_networks_without_biases_scale
    test_forward_takes_any_array
    test_integers_are_not_cut_off
    test_narrow_floats_are_welcome
permitted:
    test_empty_batch_has_empty_outputs
"""


def forward(X, weights, biases, activation):
    sizes = [X.shape[1]] + [len(b) for b in biases]
    if [W.shape for W in weights] != weight_shapes(sizes):
        raise ValueError("the shapes do not fit")
    X -= X.mean(axis=0)
    h = X
    for W, b in zip(weights[:-1], biases[:-1]):
        h = activation(h @ W + b)
    return h @ weights[-1] + biases[-1]
