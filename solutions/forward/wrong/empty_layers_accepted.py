"""Sizes of zero and below are taken for layers. They are a slip of whoever wrote them, and nobody is told.

A layer has at least one unit, whether it comes first, last or in between. Raise ValueError for any other size.

required:
    test_layers_are_not_empty
"""


def weight_shapes(layer_sizes):
    if len(layer_sizes) < 2:
        raise ValueError("a network has inputs and outputs")
    return list(zip(layer_sizes[:-1], layer_sizes[1:]))


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
