"""The activation is applied twice between two layers: on leaving one and on entering the next. ReLU does not mind;
most functions do.

Follow one number from a layer's sum into the next layer's product, and count.

required:
    test_any_shape_and_activation
    test_forward_takes_any_array
"""


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
