"""The weights start with standard deviation 1, a hundred times too large.

`rng.normal` has a mean and a scale of its own; look up which scale it takes when you give none.

required:
    test_weights_start_small_and_centred
"""


class Perceptron:
    def __init__(self, n_inputs, lr, rng):
        self.weights = rng.normal(size=n_inputs)
        self.bias = 0.0
        self.lr = lr
