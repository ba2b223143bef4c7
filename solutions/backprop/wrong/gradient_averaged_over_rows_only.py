"""The gradients are divided by the number of rows, while the loss is averaged over rows and outputs.

Count the entries that the loss takes the mean of. With a single output this is the number of rows; with
several it is not.

over: reference, forward_pass_repeated, unit_by_unit
required:
    test_backward_looks_at_its_own_batch
    test_history_holds_the_loss_before_each_step
    test_every_gradient_is_the_slope_of_the_loss
    test_fit_goes_on_where_it_stopped
"""


class NeuralNetwork:
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
