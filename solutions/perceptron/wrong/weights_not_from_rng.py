"""The weights do not come from `rng` but from NumPy's global generator, so that equal seeds give different weights.

`np.random.randn` keeps its own hidden state. Only numbers drawn with the methods of the `rng` you are given can be
repeated.

required:
    test_weights_are_drawn_from_rng
"""


class Perceptron:
    def __init__(self, n_inputs, lr, rng):
        self.weights = np.random.randn(n_inputs) * 0.01
        self.bias = 0.0
        self.lr = lr
