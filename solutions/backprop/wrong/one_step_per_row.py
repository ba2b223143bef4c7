"""`fit` takes a step after every row. An epoch here is one step, with the gradients of the whole batch.

That is stochastic gradient descent, a good idea for another exercise. `backward` can take all rows at once.

required:
    test_history_holds_the_loss_before_each_step
    test_fit_goes_on_where_it_stopped
permitted:
    test_fit_learns_xor
    test_xor_from_its_own_start
"""


class NeuralNetwork:
    def fit(self, X, y, epochs, lr):
        history = []
        for _ in range(epochs):
            history.append(self.loss(X, y))
            for i in range(len(X)):
                self.step(self.backward(X[i : i + 1], y[i : i + 1]), lr)
        return history
