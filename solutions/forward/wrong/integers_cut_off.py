"""A batch of integers gives wrong outputs: the sums were cut off to integers when they were stored.

An array made with the dtype of `X` holds no fractions if `X` holds none. Let the product decide, it knows.

required:
    test_integers_are_not_cut_off
"""

import numpy as np


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
