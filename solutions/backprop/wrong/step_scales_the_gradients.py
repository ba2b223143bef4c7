"""`step` multiplies the caller's gradient arrays by `lr` in place: whoever looks at them afterwards finds them shrunk.

An operator such as `*=` writes into the array it is given. Compute the scaled gradient as a new array.

required:
    test_step_leaves_the_gradients_alone
"""


class NeuralNetwork:
    def step(self, gradients, lr):
        for name in ("W1", "b1", "W2", "b2"):
            update = gradients[name]
            update *= lr
            setattr(self, name, getattr(self, name) - update)
