"""`backward` is right, but takes many times longer than array operations do.

Is there a Python loop over the rows? Stack the rows: a product of two matrices adds up the outer products of all rows
at once.

over: reference, forward_pass_repeated, unit_by_unit, views_of_one_vector
unnamed: views_of_one_vector
required:
    test_backward_is_vectorised
"""


class NeuralNetwork:
    def backward(self, X, y):
        gradients = {name: np.zeros(getattr(self, name).shape) for name in ("W1", "b1", "W2", "b2")}
        for x, target in zip(X, y):
            hidden = sigmoid(x @ self.W1 + self.b1)  # (n_hidden,)
            output = sigmoid(hidden @ self.W2 + self.b2)  # (n_out,)
            output_delta = 2 * (output - target) / y.size * output * (1 - output)
            hidden_delta = self.W2 @ output_delta * hidden * (1 - hidden)
            gradients["W1"] += np.outer(x, hidden_delta)
            gradients["b1"] += hidden_delta
            gradients["W2"] += np.outer(hidden, output_delta)
            gradients["b2"] += output_delta
        return gradients
