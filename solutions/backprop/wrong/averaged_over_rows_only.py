"""The squared errors are averaged over the rows but summed over the outputs, in the loss and in the gradient.

The mean is over all entries of the outputs: with 5 rows and 3 outputs there are 15 of them.

over: reference, forward_pass_repeated, unit_by_unit
required:
    test_loss_is_the_mean_over_every_entry
    test_backward_looks_at_its_own_batch
    test_history_holds_the_loss_before_each_step
    test_loss_of_other_shapes
    test_loss_changes_nothing
    test_every_gradient_is_the_slope_of_the_loss
    test_fit_goes_on_where_it_stopped
"""


class NeuralNetwork:
    def loss(self, X, y):
        return np.sum((self.forward(X) - y) ** 2) / len(X)

    def backward(self, X, y):
        hidden = sigmoid(X @ self.W1 + self.b1)  # (N, n_hidden)
        output = sigmoid(hidden @ self.W2 + self.b2)  # (N, n_out)

        output_delta = 2 * (output - y) / len(X) * output * (1 - output)  # (N, n_out)
        hidden_delta = output_delta @ self.W2.T * hidden * (1 - hidden)  # (N, n_hidden)

        return {
            "W1": X.T @ hidden_delta,
            "b1": hidden_delta.sum(axis=0),
            "W2": hidden.T @ output_delta,
            "b2": output_delta.sum(axis=0),
        }
