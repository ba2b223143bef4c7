"""All weights of a matrix start with one and the same value, so the hidden units never become different.

A good scale is not enough: equal units get equal gradients. Let `rng` draw every entry on its own.

over: reference, forward_pass_repeated, unit_by_unit
unnamed: forward_pass_repeated
required:
    test_hidden_units_start_different
    test_weights_start_at_glorots_scale
    test_all_randomness_comes_from_rng
    test_scale_follows_the_shape
    test_xor_from_its_own_start
"""


class NeuralNetwork:
    def __init__(self, n_in, n_hidden, n_out, rng):
        self.W1 = np.full((n_in, n_hidden), np.sqrt(2 / (n_in + n_hidden)))
        self.b1 = np.zeros(n_hidden)
        self.W2 = np.full((n_hidden, n_out), np.sqrt(2 / (n_hidden + n_out)))
        self.b2 = np.zeros(n_out)
