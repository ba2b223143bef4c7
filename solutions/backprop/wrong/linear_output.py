"""The output layer has no sigmoid: the outputs are plain sums and can leave the range from 0 to 1.

Both layers of this network end in a sigmoid. The backward pass then meets the output's own derivative as well.

over: reference, forward_pass_repeated, unit_by_unit
required:
    test_forward_of_the_worked_example
    test_forward_of_a_batch
    test_loss_of_the_worked_example
    test_loss_is_the_mean_over_every_entry
    test_gradients_of_the_worked_example
    test_gradients_of_the_output_layer
    test_gradients_of_the_hidden_layer
    test_backward_looks_at_its_own_batch
    test_history_holds_the_loss_before_each_step
    test_forward_of_other_shapes
    test_forward_takes_any_array
    test_loss_of_other_shapes
    test_loss_changes_nothing
    test_every_gradient_is_the_slope_of_the_loss
    test_saturated_units_pass_nothing_back
    test_fit_goes_on_where_it_stopped
permitted:
    test_fit_learns_xor
    test_xor_from_its_own_start
"""


class NeuralNetwork:
    def forward(self, X):
        hidden = sigmoid(X @ self.W1 + self.b1)
        return hidden @ self.W2 + self.b2

    def backward(self, X, y):
        hidden = sigmoid(X @ self.W1 + self.b1)  # (N, n_hidden)
        output = hidden @ self.W2 + self.b2  # (N, n_out)

        output_delta = 2 * (output - y) / y.size  # (N, n_out)
        hidden_delta = output_delta @ self.W2.T * hidden * (1 - hidden)  # (N, n_hidden)

        return {
            "W1": X.T @ hidden_delta,
            "b1": hidden_delta.sum(axis=0),
            "W2": hidden.T @ output_delta,
            "b2": output_delta.sum(axis=0),
        }
