"""Dropout comes before tanh. A scaled sum goes through tanh as something else than a scaled activation, and the mean
shifts.

Compare tanh(2 z) with 2 tanh(z). On which side of tanh does the scale keep its meaning?

unnamed: biases_as_one_more_row
required:
    test_training_pass_uses_the_mask
    test_gradients_go_through_the_same_mask
    test_pass_and_gradients_agree_for_any_size
    test_backward_belongs_to_the_last_pass
permitted:
    test_thinned_networks_average_to_the_whole
    test_average_over_masks_is_the_evaluation
"""


class MLP:
    def forward(self, X, training):
        """The outputs for a batch."""
        self.X = X
        z, self.mask = dropout_forward(X @ self.W1 + self.b1, self.p, self.rng, training)
        self.h = np.tanh(z)
        return self.h @ self.W2 + self.b2

    def backward(self, grad):
        """The gradients of all parameters."""
        dW2 = self.h.T @ grad
        db2 = grad.sum(axis=0)
        dz = dropout_backward(grad @ self.W2.T * (1 - self.h**2), self.mask)
        dW1 = self.X.T @ dz
        db1 = dz.sum(axis=0)
        return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
