"""The network is its first layer and then a smaller network; biases go along as one more row when layers are merged."""

import numpy as np


def weight_shapes(layer_sizes):
    shapes = []
    for i in range(1, len(layer_sizes)):
        before, after = layer_sizes[i - 1], layer_sizes[i]
        if before <= 0 or after <= 0:
            raise ValueError(f"layer {i} would have the shape {before, after}")
        shapes.append((before, after))
    if not shapes:
        raise ValueError("a network needs inputs and outputs")
    return shapes


def forward(X, weights, biases, activation):
    require_fit(X, weights, biases)
    return pass_on(X, list(zip(weights, biases, strict=True)), activation)


def require_fit(X, weights, biases):
    if len(weights) != len(biases):
        raise ValueError(f"{len(weights)} matrices and {len(biases)} vectors are no pairs")
    sizes = [X.shape[1]] + [b.shape[0] for b in biases]
    for W, b, shape in zip(weights, biases, weight_shapes(sizes), strict=True):
        if W.shape != shape or b.ndim != 1:
            raise ValueError(f"expected weights of shape {shape}, got {W.shape} with biases {b.shape}")


def pass_on(inputs, layers, activation):
    (W, b), *others = layers
    sums = np.add(np.dot(inputs, W), b)
    if not others:
        return sums
    return pass_on(activation(sums), others, activation)


def collapse_linear(W1, b1, W2, b2):
    both = np.dot(np.vstack([W1, b1]), W2)
    return both[:-1], both[-1] + b2
