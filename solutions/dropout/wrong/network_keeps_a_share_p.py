"""The network hands on `1 - p`, and so keeps the share of units that it should drop.

`p` means the same thing everywhere in this exercise: the probability of dropping.

required:
    test_hidden_units_are_dropped_in_training
    test_pass_and_gradients_agree_for_any_size
"""


class MLP:
    def __init__(self, n_in, n_hidden, n_out, p, rng):
        """Random weights, no biases yet."""
        self.W1 = rng.normal(0, np.sqrt(2 / (n_in + n_hidden)), (n_in, n_hidden))
        self.b1 = np.zeros(n_hidden)
        self.W2 = rng.normal(0, np.sqrt(2 / (n_hidden + n_out)), (n_hidden, n_out))
        self.b2 = np.zeros(n_out)
        self.p = 1 - p
        self.rng = rng
