"""The biases and their gradients have shape (1, n): they are matrices of one row, where vectors are asked for.

Broadcasting adds a vector (n,) to every row of a matrix as it is. A sum over an axis drops that axis unless it is told
to keep it.

over: reference, forward_pass_repeated
required:
    test_parameters_have_their_shapes
    test_gradients_of_the_worked_example
    test_gradients_of_the_output_layer
    test_gradients_of_the_hidden_layer
    test_backward_looks_at_its_own_batch
    test_history_holds_the_loss_before_each_step
    test_fit_learns_xor
    test_every_gradient_is_the_slope_of_the_loss
    test_saturated_units_pass_nothing_back
    test_fit_goes_on_where_it_stopped
"""


class NeuralNetwork:
    def __init__(self, n_in, n_hidden, n_out, rng):
        self.W1 = rng.normal(0, np.sqrt(2 / (n_in + n_hidden)), (n_in, n_hidden))
        self.b1 = np.zeros((1, n_hidden))
        self.W2 = rng.normal(0, np.sqrt(2 / (n_hidden + n_out)), (n_hidden, n_out))
        self.b2 = np.zeros((1, n_out))

    def backward(self, X, y):
        hidden = sigmoid(X @ self.W1 + self.b1)  # (N, n_hidden)
        output = sigmoid(hidden @ self.W2 + self.b2)  # (N, n_out)

        output_delta = 2 * (output - y) / y.size * output * (1 - output)  # (N, n_out)
        hidden_delta = output_delta @ self.W2.T * hidden * (1 - hidden)  # (N, n_hidden)

        return {
            "W1": X.T @ hidden_delta,
            "b1": hidden_delta.sum(axis=0, keepdims=True),
            "W2": hidden.T @ output_delta,
            "b2": output_delta.sum(axis=0, keepdims=True),
        }
