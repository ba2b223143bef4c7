"""`loss` writes the errors into the caller's `y`: its value is right once, and the targets are gone.

An assignment gives an array a second name and copies nothing; operators such as `-=` then write into that one array.

required:
    test_history_holds_the_loss_before_each_step
    test_fit_learns_xor
    test_loss_changes_nothing
    test_fit_goes_on_where_it_stopped
    test_xor_from_its_own_start
"""


class NeuralNetwork:
    def loss(self, X, y):
        error = y
        error -= self.forward(X)
        return np.mean(error**2)
