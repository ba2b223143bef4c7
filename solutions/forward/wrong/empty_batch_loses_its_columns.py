"""An empty batch gives an array without columns: a list of no rows does not know how long its rows would be.

Rows collected in a list are also slow. A product of matrices has the right shape even where there are no rows.

required:
    test_forward_is_vectorised
    test_empty_batch_has_empty_outputs
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
    outputs = []
    for h in X:
        for W, b in zip(weights[:-1], biases[:-1]):
            h = activation(h @ W + b)
        outputs.append(h @ weights[-1] + biases[-1])
    return np.array(outputs)


def collapse_linear(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2 + b2
