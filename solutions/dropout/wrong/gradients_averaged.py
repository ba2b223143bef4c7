"""The gradients are divided by the number of rows, although `grad` comes from the loss as it is.

A loss that is a mean has brought its 1/N along in `grad`. How often may it be divided?

over: kept_on_the_object, biases_as_one_more_row
unnamed: biases_as_one_more_row
required:
    test_gradients_go_through_the_same_mask
    test_pass_and_gradients_agree_for_any_size
    test_backward_belongs_to_the_last_pass
    test_backward_may_follow_an_evaluation_pass
"""


class MLP:
    def backward(self, grad):
        """The gradients of all parameters."""
        grad = grad / len(grad)
        dW2 = self.d.T @ grad
        db2 = grad.sum(axis=0)
        dh = dropout_backward(grad @ self.W2.T, self.mask)
        dz = dh * (1 - self.h**2)
        dW1 = self.X.T @ dz
        db1 = dz.sum(axis=0)
        return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
