"""A vector with a single bias is accepted for a layer of many units: broadcasting stretched it over all of them.

NumPy refuses most shapes that do not fit, but stretches an axis of length 1. Compare each vector's length with its
matrix yourself.

required:
    test_shapes_must_fit
"""


def weight_shapes(layer_sizes):
    if len(layer_sizes) < 2:
        raise ValueError("a network has inputs and outputs")
    if min(layer_sizes) < 1:
        raise ValueError("a layer has at least one unit")
    return list(zip(layer_sizes[:-1], layer_sizes[1:]))


def forward(X, weights, biases, activation):
    if not weights or len(weights) != len(biases):
        raise ValueError("every layer has weights and biases")
    h = X
    for W, b in zip(weights[:-1], biases[:-1]):
        h = activation(h @ W + b)
    return h @ weights[-1] + biases[-1]


def collapse_linear(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2 + b2
