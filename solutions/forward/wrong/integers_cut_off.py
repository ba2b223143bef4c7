"""A batch of integers gives wrong outputs: the sums were cut off to integers when they were stored.

An array made with the dtype of `X` holds no fractions if `X` holds none. Let the product decide, it knows.

required:
    test_integers_are_not_cut_off
"""

import numpy as np


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
    h = X
    for i, (W, b) in enumerate(zip(weights, biases)):
        sums = np.empty((len(h), W.shape[1]), dtype=X.dtype)
        sums[:] = h @ W + b
        h = activation(sums) if i < len(weights) - 1 else sums
    return h


def collapse_linear(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2 + b2
