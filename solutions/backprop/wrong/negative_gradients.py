"""`backward` returns the gradients with the wrong sign, and `step` adds them. The two mistakes cancel in training.

A gradient points uphill: it comes from output minus target. Going downhill is the business of `step` alone.

required:
    test_gradients_of_the_worked_example
    test_gradients_of_the_output_layer
    test_gradients_of_the_hidden_layer
    test_backward_looks_at_its_own_batch
    test_step_goes_downhill
    test_every_gradient_is_the_slope_of_the_loss
    test_step_leaves_the_gradients_alone
"""


class NeuralNetwork:
    def backward(self, X, y):
        hidden = sigmoid(X @ self.W1 + self.b1)  # (N, n_hidden)
        output = sigmoid(hidden @ self.W2 + self.b2)  # (N, n_out)

        output_delta = 2 * (y - output) / y.size * output * (1 - output)  # (N, n_out)
        hidden_delta = output_delta @ self.W2.T * hidden * (1 - hidden)  # (N, n_hidden)

        return {
            "W1": X.T @ hidden_delta,
            "b1": hidden_delta.sum(axis=0),
            "W2": hidden.T @ output_delta,
            "b2": output_delta.sum(axis=0),
        }

    def step(self, gradients, lr):
        self.W1 += lr * gradients["W1"]
        self.b1 += lr * gradients["b1"]
        self.W2 += lr * gradients["W2"]
        self.b2 += lr * gradients["b2"]
