"""`backward` uses the activations that the last call of `forward` left behind, whatever batch that was.

Compute the activations of this `X` with the parameters of this moment, in every call of `backward`.

over: reference, forward_pass_repeated, unit_by_unit, views_of_one_vector
required:
    test_gradients_of_the_worked_example
    test_gradients_of_the_output_layer
    test_gradients_of_the_hidden_layer
    test_two_copies_of_a_batch_have_its_gradient
    test_backward_looks_at_its_own_batch
    test_every_gradient_is_the_slope_of_the_loss
    test_backward_changes_nothing
    test_saturated_units_pass_nothing_back
"""


class NeuralNetwork:
    def forward(self, X):
        self.hidden = sigmoid(X @ self.W1 + self.b1)
        self.output = sigmoid(self.hidden @ self.W2 + self.b2)
        return self.output

    def backward(self, X, y):
        hidden, output = self.hidden, self.output

        output_delta = 2 * (output - y) / y.size * output * (1 - output)  # (N, n_out)
        hidden_delta = output_delta @ self.W2.T * hidden * (1 - hidden)  # (N, n_hidden)

        return {
            "W1": X.T @ hidden_delta,
            "b1": hidden_delta.sum(axis=0),
            "W2": hidden.T @ output_delta,
            "b2": output_delta.sum(axis=0),
        }
