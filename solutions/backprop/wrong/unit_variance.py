"""The weights start with standard deviation 1 whatever the shape of the matrix, so wide layers start saturated.

A sum over many inputs grows with their number. Look up the scale in the docstring of `__init__`: it shrinks as the
matrix grows.

over: reference, forward_pass_repeated, unit_by_unit
required:
    test_weights_start_at_glorots_scale
    test_scale_follows_the_shape
"""


class NeuralNetwork:
    def __init__(self, n_in, n_hidden, n_out, rng):
        self.W1 = rng.normal(size=(n_in, n_hidden))
        self.b1 = np.zeros(n_hidden)
        self.W2 = rng.normal(size=(n_hidden, n_out))
        self.b2 = np.zeros(n_out)
