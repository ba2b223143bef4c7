"""The network drops units whatever `training` says.

Follow `training` from the argument of `forward` to the place where units are dropped.

over: kept_on_the_object, biases_as_one_more_row
unnamed: biases_as_one_more_row
required:
    test_evaluation_uses_every_unit
    test_backward_may_follow_an_evaluation_pass
    test_evaluation_draws_nothing
    test_average_over_masks_is_the_evaluation
"""


class MLP:
    def forward(self, X, training):
        """The outputs for a batch."""
        self.X = X
        self.h = np.tanh(X @ self.W1 + self.b1)
        self.d, self.mask = dropout_forward(self.h, self.p, self.rng, True)
        return self.d @ self.W2 + self.b2
