"""Dropout is applied to the outputs, so that answers go missing instead of hidden units.

What is dropped is what the hidden layer passes on. Which shape must the mask have, and where in the pass is that
shape?

unnamed: biases_as_one_more_row
required:
    test_hidden_units_are_dropped_in_training
    test_training_pass_uses_the_mask
    test_each_training_pass_draws_a_new_mask
    test_gradients_go_through_the_same_mask
    test_pass_and_gradients_agree_for_any_size
    test_backward_belongs_to_the_last_pass
    test_backward_may_follow_an_evaluation_pass
    test_evaluation_draws_nothing
"""


class MLP:
    def forward(self, X, training):
        """The outputs for a batch."""
        self.X = X
        self.h = np.tanh(X @ self.W1 + self.b1)
        outputs, self.mask = dropout_forward(self.h @ self.W2 + self.b2, self.p, self.rng, training)
        return outputs

    def backward(self, grad):
        """The gradients of all parameters."""
        grad = dropout_backward(grad, self.mask)
        dW2 = self.h.T @ grad
        db2 = grad.sum(axis=0)
        dh = grad @ self.W2.T
        dz = dh * (1 - self.h**2)
        dW1 = self.X.T @ dz
        db1 = dz.sum(axis=0)
        return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
