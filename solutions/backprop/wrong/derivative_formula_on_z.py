"""The slope a(1 - a) of the sigmoid is computed from the weighted sums z, but the formula is about the activations a.

The slope of a sigmoid is never negative and at most 1/4. Print what your derivative returns, and what it is given.

over: reference, forward_pass_repeated, unit_by_unit
required:
    test_gradients_of_the_worked_example
    test_gradients_of_the_hidden_layer
    test_backward_looks_at_its_own_batch
    test_history_holds_the_loss_before_each_step
    test_every_gradient_is_the_slope_of_the_loss
    test_saturated_units_pass_nothing_back
    test_fit_goes_on_where_it_stopped
permitted:
    test_fit_learns_xor
    test_xor_from_its_own_start
"""


def sigmoid_derivative(a):
    """The slope of the logistic function where its value is a."""
    return a * (1 - a)


class NeuralNetwork:
    def backward(self, X, y):
        z1 = X @ self.W1 + self.b1  # (N, n_hidden)
        hidden = sigmoid(z1)
        output = sigmoid(hidden @ self.W2 + self.b2)  # (N, n_out)

        output_delta = 2 * (output - y) / y.size * output * (1 - output)  # (N, n_out)
        hidden_delta = output_delta @ self.W2.T * sigmoid_derivative(z1)  # (N, n_hidden)

        return {
            "W1": X.T @ hidden_delta,
            "b1": hidden_delta.sum(axis=0),
            "W2": hidden.T @ output_delta,
            "b2": output_delta.sum(axis=0),
        }
