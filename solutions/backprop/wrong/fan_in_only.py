"""The weights start with standard deviation 1/sqrt(rows). That is LeCun's scale, often mistaken for Glorot's.

Glorot's scale keeps the signal's size going forward and the gradient's size going back, so it depends on both
numbers: rows and columns.

over: reference, forward_pass_repeated, unit_by_unit
required:
    test_weights_start_at_glorots_scale
    test_scale_follows_the_shape
"""


class NeuralNetwork:
    def __init__(self, n_in, n_hidden, n_out, rng):
        self.W1 = rng.normal(size=(n_in, n_hidden)) / np.sqrt(n_in)
        self.b1 = np.zeros(n_hidden)
        self.W2 = rng.normal(size=(n_hidden, n_out)) / np.sqrt(n_hidden)
        self.b2 = np.zeros(n_out)
