"""The shapes are the wrong way round: columns first, then rows.

A matrix is written with its rows first. It has a row for each number that comes in. (PyTorch keeps its weights the
other way round; here a batch X, one example per row, is multiplied by W from the right.)

required:
    test_two_sizes_make_one_matrix
    test_digit_network_has_three_matrices
    test_shapes_chain_from_layer_to_layer
permitted:
    test_layers_are_not_empty
"""


def weight_shapes(layer_sizes):
    if len(layer_sizes) < 2:
        raise ValueError("a network has inputs and outputs")
    if min(layer_sizes) < 1:
        raise ValueError("a layer has at least one unit")
    return list(zip(layer_sizes[1:], layer_sizes[:-1]))


def forward(X, weights, biases, activation):
    sizes = [X.shape[1]] + [len(b) for b in biases]
    if [W.shape for W in weights] != [(a, b) for a, b in zip(sizes, sizes[1:])] or not weights:
        raise ValueError("the shapes do not fit")
    h = X
    for i in range(len(weights)):
        h = h @ weights[i] + biases[i]
        if i < len(weights) - 1:
            h = activation(h)
    return h
