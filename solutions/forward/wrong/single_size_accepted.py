"""A list of fewer than two sizes gives an empty list of shapes instead of an error.

A network needs inputs and outputs. What does a loop over neighbours do where there are none?

required:
    test_one_size_makes_no_network
"""


def weight_shapes(layer_sizes):
    if any(size < 1 for size in layer_sizes):
        raise ValueError("a layer has at least one unit")
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
