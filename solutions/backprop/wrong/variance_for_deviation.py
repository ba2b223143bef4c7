"""The number that should be the weights' variance is used as their standard deviation, so they start too small.

The standard deviation is the square root of the variance. Which of the two does your drawing function take?

over: reference, forward_pass_repeated, unit_by_unit
required:
    test_weights_start_at_glorots_scale
    test_scale_follows_the_shape
"""


class NeuralNetwork:
    def __init__(self, n_in, n_hidden, n_out, rng):
        self.W1 = rng.normal(0, 2 / (n_in + n_hidden), (n_in, n_hidden))
        self.b1 = np.zeros(n_hidden)
        self.W2 = rng.normal(0, 2 / (n_hidden + n_out), (n_hidden, n_out))
        self.b2 = np.zeros(n_out)
