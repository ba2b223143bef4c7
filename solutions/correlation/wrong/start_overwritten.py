"""`train_two_layer` trains inside the arrays it is given, and the caller's starting weights are gone.

`W1 -= ...` writes into the caller's array, and cannot do so if it is read-only or holds integers. Start with copies
of floats.

required:
    test_starting_weights_are_left_alone
    test_training_takes_any_array
    test_no_epochs_change_nothing
"""


def train_two_layer(X, y, W1, W2, *, lr, epochs):
    if y.shape != (X.shape[0], W2.shape[1]):
        raise ValueError("y needs the shape of the outputs")
    losses = []
    for _ in range(epochs):
        hidden = np.maximum(X @ W1, 0)
        output = hidden @ W2
        losses.append(np.mean((output - y) ** 2))
        output_delta = 2 * (output - y) / y.size
        dW2 = hidden.T @ output_delta
        dW1 = X.T @ hidden_delta(output_delta, W2, hidden)
        W1 -= lr * dW1
        W2 -= lr * dW2
    return W1, W2, losses
