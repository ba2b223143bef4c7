"""Only the first and the last layer are computed. That is right for a network of two layers and for no other.

Nothing in the formula of a layer depends on how many there are: go through the list.

required:
    test_one_layer_is_a_weighted_sum
    test_network_may_be_deep
    test_any_shape_and_activation
    test_relu_networks_without_biases_scale
"""


def weight_shapes(layer_sizes):
    if len(layer_sizes) < 2:
        raise ValueError("a network has inputs and outputs")
    if min(layer_sizes) < 1:
        raise ValueError("a layer has at least one unit")
    return list(zip(layer_sizes[:-1], layer_sizes[1:]))


def forward(X, weights, biases, activation):
    sizes = [X.shape[1]] + [len(b) for b in biases]
    if [W.shape for W in weights] != weight_shapes(sizes):
        raise ValueError("the shapes do not fit")
    hidden = activation(X @ weights[0] + biases[0])
    return hidden @ weights[-1] + biases[-1]


def collapse_linear(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2 + b2
