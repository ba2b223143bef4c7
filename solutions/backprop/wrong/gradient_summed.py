"""The gradients are summed over the batch instead of averaged, so they grow with the number of rows.

The loss is a mean over all entries; the 1/(number of entries) in front of its sum stays there in the derivative.

over: reference, forward_pass_repeated, unit_by_unit
required:
    test_gradients_of_the_output_layer
    test_gradients_of_the_hidden_layer
    test_two_copies_of_a_batch_have_its_gradient
    test_backward_looks_at_its_own_batch
    test_history_holds_the_loss_before_each_step
    test_every_gradient_is_the_slope_of_the_loss
    test_fit_goes_on_where_it_stopped
permitted:
    test_fit_learns_xor
    test_xor_from_its_own_start
"""


class NeuralNetwork:
    def backward(self, X, y):
        hidden = sigmoid(X @ self.W1 + self.b1)  # (N, n_hidden)
        output = sigmoid(hidden @ self.W2 + self.b2)  # (N, n_out)

        output_delta = 2 * (output - y) * output * (1 - output)  # (N, n_out)
        hidden_delta = output_delta @ self.W2.T * hidden * (1 - hidden)  # (N, n_hidden)

        return {
            "W1": X.T @ hidden_delta,
            "b1": hidden_delta.sum(axis=0),
            "W2": hidden.T @ output_delta,
            "b2": output_delta.sum(axis=0),
        }
