"""The biases are matrices of one row, and so are their gradients.

A layer has one bias per unit, an array with one axis. `sum` with `keepdims=True` keeps an axis that is not wanted
here.

over: kept_on_the_object
required:
    test_parameters_have_their_shapes
    test_gradients_go_through_the_same_mask
    test_pass_and_gradients_agree_for_any_size
    test_backward_belongs_to_the_last_pass
    test_backward_may_follow_an_evaluation_pass
"""


class MLP:
    def __init__(self, n_in, n_hidden, n_out, p, rng):
        """Random weights, no biases yet."""
        self.W1 = rng.normal(0, np.sqrt(2 / (n_in + n_hidden)), (n_in, n_hidden))
        self.b1 = np.zeros((1, n_hidden))
        self.W2 = rng.normal(0, np.sqrt(2 / (n_hidden + n_out)), (n_hidden, n_out))
        self.b2 = np.zeros((1, n_out))
        self.p = p
        self.rng = rng

    def backward(self, grad):
        """The gradients of all parameters."""
        dW2 = self.d.T @ grad
        db2 = grad.sum(axis=0, keepdims=True)
        dh = dropout_backward(grad @ self.W2.T, self.mask)
        dz = dh * (1 - self.h**2)
        dW1 = self.X.T @ dz
        db1 = dz.sum(axis=0, keepdims=True)
        return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
