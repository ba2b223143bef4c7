"""`forward` takes the batch one row at a time, in Python: right, but slow.

`h @ W` multiplies all rows at once, and broadcasting adds the biases to each of them. Only the layers need a loop.

required:
    test_forward_is_vectorised
"""

import numpy as np


def forward(X, weights, biases, activation):
    sizes = [X.shape[1]] + [len(b) for b in biases]
    if [W.shape for W in weights] != weight_shapes(sizes):
        raise ValueError("the shapes do not fit")
    outputs = np.zeros((len(X), weights[-1].shape[1]))
    for n, row in enumerate(X):
        h = row
        for W, b in zip(weights[:-1], biases[:-1]):
            h = activation(h @ W + b)
        outputs[n] = h @ weights[-1] + biases[-1]
    return outputs
