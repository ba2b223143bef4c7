"""`backward` changes the parameters; it has only to say how the loss depends on them.

Measuring a slope and walking down are two steps. Here the second one is left to the caller.

over: kept_on_the_object, biases_as_one_more_row
unnamed: biases_as_one_more_row
required:
    test_backward_belongs_to_the_last_pass
    test_batch_and_parameters_are_left_alone
"""


class MLP:
    def backward(self, grad):
        """The gradients of all parameters."""
        dW2 = self.d.T @ grad
        db2 = grad.sum(axis=0)
        dh = dropout_backward(grad @ self.W2.T, self.mask)
        dz = dh * (1 - self.h**2)
        dW1 = self.X.T @ dz
        db1 = dz.sum(axis=0)
        self.W1 = self.W1 - 0.1 * dW1
        self.b1 = self.b1 - 0.1 * db1
        self.W2 = self.W2 - 0.1 * dW2
        self.b2 = self.b2 - 0.1 * db2
        return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
