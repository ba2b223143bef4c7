"""The losses are those after each step, so the loss of the starting weights is missing.

Entry 0 belongs to the weights before any learning. When is an entry appended?

required:
    test_training_of_the_worked_example
    test_losses_are_taken_before_each_step
    test_any_training
    test_training_goes_on_from_any_weights
    test_training_takes_any_array
"""


def train_two_layer(X, y, W1, W2, *, lr, epochs):
    if y.shape != (X.shape[0], W2.shape[1]):
        raise ValueError("y needs the shape of the outputs")
    W1, W2 = W1 * 1.0, W2 * 1.0
    losses = []
    for _ in range(epochs):
        hidden = np.maximum(X @ W1, 0)
        output = hidden @ W2
        output_delta = 2 * (output - y) / y.size
        dW2 = hidden.T @ output_delta
        dW1 = X.T @ hidden_delta(output_delta, W2, hidden)
        W1 -= lr * dW1
        W2 -= lr * dW2
        losses.append(np.mean((np.maximum(X @ W1, 0) @ W2 - y) ** 2))
    return W1, W2, losses
