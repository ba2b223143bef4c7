"""The gradients of the biases have one row per example: they are not added up over the batch.

A bias is used in every row, so every row has a say. The answer has the shape of the bias.

over: reference, forward_pass_repeated, unit_by_unit
unnamed: unit_by_unit
required:
    test_gradients_of_the_worked_example
    test_gradients_of_the_output_layer
    test_gradients_of_the_hidden_layer
    test_two_copies_of_a_batch_have_its_gradient
    test_backward_looks_at_its_own_batch
    test_history_holds_the_loss_before_each_step
    test_fit_learns_xor
    test_every_gradient_is_the_slope_of_the_loss
    test_saturated_units_pass_nothing_back
    test_fit_goes_on_where_it_stopped
    test_xor_from_its_own_start
"""


class NeuralNetwork:
    def backward(self, X, y):
        hidden = sigmoid(X @ self.W1 + self.b1)  # (N, n_hidden)
        output = sigmoid(hidden @ self.W2 + self.b2)  # (N, n_out)

        output_delta = 2 * (output - y) / y.size * output * (1 - output)  # (N, n_out)
        hidden_delta = output_delta @ self.W2.T * hidden * (1 - hidden)  # (N, n_hidden)

        return {
            "W1": X.T @ hidden_delta,
            "b1": hidden_delta,
            "W2": hidden.T @ output_delta,
            "b2": output_delta,
        }
