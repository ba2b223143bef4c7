"""Only the first and the last layer are computed. That is right for a network of two layers and for no other.

Nothing in the formula of a layer depends on how many there are: go through the list.

required:
    test_one_layer_is_a_weighted_sum
    test_network_may_be_deep
    test_any_shape_and_activation
    test_relu_networks_without_biases_scale
"""


def forward(X, weights, biases, activation):
    sizes = [X.shape[1]] + [len(b) for b in biases]
    if [W.shape for W in weights] != weight_shapes(sizes):
        raise ValueError("the shapes do not fit")
    hidden = activation(X @ weights[0] + biases[0])
    return hidden @ weights[-1] + biases[-1]
