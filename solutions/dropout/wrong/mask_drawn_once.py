"""One mask is drawn when the network is made and used in every pass: the units it drops never learn, and never will.

Every training pass needs a new mask, and every row of it. In which method do you draw?

over: kept_on_the_object
required:
    test_each_training_pass_draws_a_new_mask
permitted:
    test_hidden_units_are_dropped_in_training
    test_thinned_networks_average_to_the_whole
    test_average_over_masks_is_the_evaluation
"""


class MLP:
    def __init__(self, n_in, n_hidden, n_out, p, rng):
        """Random weights, no biases yet."""
        self.W1 = rng.normal(0, np.sqrt(2 / (n_in + n_hidden)), (n_in, n_hidden))
        self.b1 = np.zeros(n_hidden)
        self.W2 = rng.normal(0, np.sqrt(2 / (n_hidden + n_out)), (n_hidden, n_out))
        self.b2 = np.zeros(n_out)
        _, self.units = dropout_forward(np.ones(n_hidden), p, rng, True)

    def forward(self, X, training):
        """The outputs for a batch."""
        self.X = X
        self.h = np.tanh(X @ self.W1 + self.b1)
        self.mask = np.ones_like(self.h)
        if training:
            self.mask = self.mask * self.units
        self.d = self.h * self.mask
        return self.d @ self.W2 + self.b2
