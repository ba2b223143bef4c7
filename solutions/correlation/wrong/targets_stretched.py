"""`train_two_layer` takes targets of any shape, and NumPy stretches them over the outputs.

A single target is repeated for all rows, and outputs (N, 1) less targets (N,) are (N, N) errors. Compare the shapes
before anything is subtracted.

required:
    test_targets_have_the_shape_of_the_outputs
    test_shapes_of_a_training_fit
"""


def train_two_layer(X, y, W1, W2, *, lr, epochs):
    W1, W2 = W1 * 1.0, W2 * 1.0
    losses = []
    for _ in range(epochs):
        hidden = np.maximum(X @ W1, 0)
        output = hidden @ W2
        losses.append(np.mean((output - y) ** 2))
        output_delta = 2 * (output - y) / output.size
        dW2 = hidden.T @ output_delta
        dW1 = X.T @ hidden_delta(output_delta, W2, hidden)
        W1 -= lr * dW1
        W2 -= lr * dW2
    return W1, W2, losses
