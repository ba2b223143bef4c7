"""A vector with a single bias is accepted for a layer of many units: broadcasting stretched it over all of them.

NumPy refuses most shapes that do not fit, but stretches an axis of length 1. Compare each vector's length with its
matrix yourself.

required:
    test_shapes_must_fit
"""


def forward(X, weights, biases, activation):
    if not weights or len(weights) != len(biases):
        raise ValueError("every layer has weights and biases")
    h = X
    for W, b in zip(weights[:-1], biases[:-1]):
        h = activation(h @ W + b)
    return h @ weights[-1] + biases[-1]
