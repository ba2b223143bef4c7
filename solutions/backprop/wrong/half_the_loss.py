"""The loss carries an extra factor 1/2, which cancels the 2 of its derivative: loss and gradient are half as large.

Many books put the 1/2 there for tidiness. Here the loss is the plain mean of the squared errors.

over: reference, forward_pass_repeated, unit_by_unit
required:
    test_loss_of_the_worked_example
    test_loss_is_the_mean_over_every_entry
    test_gradients_of_the_worked_example
    test_gradients_of_the_output_layer
    test_gradients_of_the_hidden_layer
    test_backward_looks_at_its_own_batch
    test_history_holds_the_loss_before_each_step
    test_loss_of_other_shapes
    test_loss_changes_nothing
    test_every_gradient_is_the_slope_of_the_loss
    test_fit_goes_on_where_it_stopped
"""


class NeuralNetwork:
    def loss(self, X, y):
        return 0.5 * np.mean((self.forward(X) - y) ** 2)

    def backward(self, X, y):
        hidden = sigmoid(X @ self.W1 + self.b1)  # (N, n_hidden)
        output = sigmoid(hidden @ self.W2 + self.b2)  # (N, n_out)

        output_delta = (output - y) / y.size * output * (1 - output)  # (N, n_out)
        hidden_delta = output_delta @ self.W2.T * hidden * (1 - hidden)  # (N, n_hidden)

        return {
            "W1": X.T @ hidden_delta,
            "b1": hidden_delta.sum(axis=0),
            "W2": hidden.T @ output_delta,
            "b2": output_delta.sum(axis=0),
        }
