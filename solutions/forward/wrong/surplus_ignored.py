"""Matrices without biases, or biases without a matrix, are silently left out: `zip` stops at the shorter list.

A network of other depth than its author believes is a mistake that no output shows. Compare the two numbers first, or
tell `zip` to be strict.

required:
    test_every_layer_has_its_biases
"""


def forward(X, weights, biases, activation):
    layers = list(zip(weights, biases))
    sizes = [X.shape[1]] + [len(b) for _, b in layers]
    if [W.shape for W, _ in layers] != weight_shapes(sizes):
        raise ValueError("the shapes do not fit")
    h = X
    for i, (W, b) in enumerate(layers):
        h = h @ W + b
        if i < len(layers) - 1:
            h = activation(h)
    return h
