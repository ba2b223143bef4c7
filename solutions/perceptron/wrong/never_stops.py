"""Learning goes on after a clean epoch, up to the last of `epochs`.

After an epoch without a mistake no later epoch can change anything. Look at what should happen once you have appended
a 0.

required:
    test_fit_ends_with_a_clean_epoch
permitted:
    test_whole_runs_agree
"""


class Perceptron:
    def fit(self, X, y, epochs):
        history = []
        for _ in range(epochs):
            mistakes = 0
            for x, label in zip(X, y):
                error = label - step(x @ self.weights + self.bias)
                self.weights = self.weights + self.lr * error * x
                self.bias = self.bias + self.lr * error
                mistakes += int(error != 0)
            history.append(mistakes)
        return history
