"""The activation is applied twice between two layers: on leaving one and on entering the next. ReLU does not mind;
most functions do.

Follow one number from a layer's sum into the next layer's product, and count.

required:
    test_any_shape_and_activation
    test_forward_takes_any_array
"""


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
        inputs = activation(h) if i > 0 else h
        sums = inputs @ W + b
        h = activation(sums) if i < len(weights) - 1 else sums
    return h


def collapse_linear(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2 + b2
