"""An evaluation pass leaves the last training mask in place, and `backward` goes through that.

`mask` belongs to the last pass, of either kind. Which mask describes a pass in which nothing was dropped?

over: kept_on_the_object, biases_as_one_more_row
unnamed: biases_as_one_more_row
required:
    test_backward_may_follow_an_evaluation_pass
"""


class MLP:
    def forward(self, X, training):
        """The outputs for a batch."""
        self.X = X
        self.h = np.tanh(X @ self.W1 + self.b1)
        self.d = self.h
        if training:
            self.d, self.mask = dropout_forward(self.h, self.p, self.rng, True)
        return self.d @ self.W2 + self.b2
