"""`step` raises an error when it is given an array.

An `if` needs one truth value, an array has many. NumPy compares a whole array at once: look at what `z >= 0` gives
for an array, and turn that into numbers.

required:
    test_step_tells_positive_from_negative
    test_step_keeps_any_shape
"""


def step(z):
    return 1 if z >= 0 else 0


class Perceptron:
    def predict(self, X):
        return np.array([step(x @ self.weights + self.bias) for x in X], dtype=int)
