"""The constructor makes a generator with a fixed seed of its own, so every network starts with the same weights.

Whoever builds the network decides about its randomness, by way of `rng`. Do not make another generator.

over: reference, forward_pass_repeated, unit_by_unit
required:
    test_all_randomness_comes_from_rng
"""


class NeuralNetwork:
    def __init__(self, n_in, n_hidden, n_out, rng):
        rng = np.random.default_rng(0)
        self.W1 = rng.normal(0, np.sqrt(2 / (n_in + n_hidden)), (n_in, n_hidden))
        self.b1 = np.zeros(n_hidden)
        self.W2 = rng.normal(0, np.sqrt(2 / (n_hidden + n_out)), (n_hidden, n_out))
        self.b2 = np.zeros(n_out)
