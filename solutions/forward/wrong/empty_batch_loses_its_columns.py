"""An empty batch gives an array without columns: a list of no rows does not know how long its rows would be.

Rows collected in a list are also slow. A product of matrices has the right shape even where there are no rows.

required:
    test_forward_is_vectorised
    test_empty_batch_has_empty_outputs
"""

import numpy as np


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
