"""The gradients are averaged over the rows but not over the outputs, as the loss is.

With several outputs the mean has N * n_out terms. By which number is the gradient to be divided?

required:
    test_a_step_follows_the_slope_of_the_loss
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
        losses.append(np.mean((output - y) ** 2))
        output_delta = 2 * (output - y) / len(y)
        dW2 = hidden.T @ output_delta
        dW1 = X.T @ hidden_delta(output_delta, W2, hidden)
        W1 -= lr * dW1
        W2 -= lr * dW2
    return W1, W2, losses
