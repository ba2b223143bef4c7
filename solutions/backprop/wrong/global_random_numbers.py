"""The weights come from NumPy's global generator and not from `rng`, so nobody can repeat the draw.

Ask the generator you were given. `np.random.…` is another one, shared by the whole program.

over: reference, forward_pass_repeated, unit_by_unit
required:
    test_all_randomness_comes_from_rng
"""


class NeuralNetwork:
    def __init__(self, n_in, n_hidden, n_out, rng):
        self.W1 = np.random.normal(0, np.sqrt(2 / (n_in + n_hidden)), (n_in, n_hidden))
        self.b1 = np.zeros(n_hidden)
        self.W2 = np.random.normal(0, np.sqrt(2 / (n_hidden + n_out)), (n_hidden, n_out))
        self.b2 = np.zeros(n_out)
