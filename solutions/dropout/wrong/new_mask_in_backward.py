"""The backward pass draws a mask of its own, so that other units are taught than those that answered.

The gradient belongs to one forward pass, in which certain units were silent. Where is it written down which?

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
        dW2 = self.d.T @ grad
        db2 = grad.sum(axis=0)
        dh, _ = dropout_forward(grad @ self.W2.T, self.p, self.rng, True)
        dz = dh * (1 - self.h**2)
        dW1 = self.X.T @ dz
        db1 = dz.sum(axis=0)
        return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
