"""`fit` changes W2 before it has sent the errors back through it, so the hidden layer learns from the wrong weights.

All gradients belong to the same point: compute every one of them first, then move every parameter.

required:
    test_history_holds_the_loss_before_each_step
    test_fit_goes_on_where_it_stopped
permitted:
    test_fit_learns_xor
    test_xor_from_its_own_start
"""


class NeuralNetwork:
    def fit(self, X, y, epochs, lr):
        history = []
        for _ in range(epochs):
            history.append(self.loss(X, y))
            hidden = sigmoid(X @ self.W1 + self.b1)
            output = sigmoid(hidden @ self.W2 + self.b2)
            output_delta = 2 * (output - y) / y.size * output * (1 - output)
            self.W2 -= lr * hidden.T @ output_delta
            self.b2 -= lr * output_delta.sum(axis=0)
            hidden_delta = output_delta @ self.W2.T * hidden * (1 - hidden)
            self.W1 -= lr * X.T @ hidden_delta
            self.b1 -= lr * hidden_delta.sum(axis=0)
        return history
