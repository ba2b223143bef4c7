"""The gradient of W2 is computed from the hidden layer before the mask, though the outputs were computed from what the
mask left of it.

The gradient of a weight is what came in times what comes back. What came in to W2 in that pass?

over: kept_on_the_object, biases_as_one_more_row
unnamed: biases_as_one_more_row
required:
    test_gradients_go_through_the_same_mask
    test_pass_and_gradients_agree_for_any_size
    test_backward_belongs_to_the_last_pass
"""


class MLP:
    def backward(self, grad):
        """The gradients of all parameters."""
        dW2 = self.h.T @ grad
        db2 = grad.sum(axis=0)
        dh = dropout_backward(grad @ self.W2.T, self.mask)
        dz = dh * (1 - self.h**2)
        dW1 = self.X.T @ dz
        db1 = dz.sum(axis=0)
        return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
