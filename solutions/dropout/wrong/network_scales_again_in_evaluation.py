"""In evaluation the hidden units are multiplied by `1 - p`, though training has scaled them up already.

One of the two scales is enough. What do the outputs in training average to, and what do yours in evaluation give?

over: kept_on_the_object, biases_as_one_more_row
unnamed: biases_as_one_more_row
required:
    test_evaluation_uses_every_unit
    test_backward_may_follow_an_evaluation_pass
    test_average_over_masks_is_the_evaluation
"""


class MLP:
    def forward(self, X, training):
        """The outputs for a batch."""
        self.X = X
        self.h = np.tanh(X @ self.W1 + self.b1)
        self.d, self.mask = dropout_forward(self.h, self.p, self.rng, training)
        if not training:
            self.d = self.d * (1 - self.p)
        return self.d @ self.W2 + self.b2
