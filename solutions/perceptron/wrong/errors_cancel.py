"""The errors are added up with their signs, so that a missed row and a false alarm cancel out and an epoch with two
mistakes looks clean.

A mistake counts 1, whichever way it goes. Look at what you add for a false alarm, whose error is -1.

required:
    test_fit_counts_the_mistakes_of_each_epoch
    test_fit_learns_a_gate
    test_fit_never_finishes_xor
    test_whole_runs_agree
    test_fit_goes_on_where_it_ended
    test_inputs_may_be_integers_views_or_read_only
permitted:
    test_separable_data_is_learned_within_the_mistake_bound
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
                mistakes += int(error)
            history.append(mistakes)
            if mistakes == 0:
                break
        return history
