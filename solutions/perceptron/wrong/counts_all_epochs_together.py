"""The mistakes of earlier epochs are counted again, so that the list can never fall to 0.

Each entry of the list belongs to one epoch. Look at where your counter is set to 0: it has to start anew with every
epoch.

required:
    test_fit_counts_the_mistakes_of_each_epoch
    test_fit_learns_a_gate
    test_whole_runs_agree
    test_fit_goes_on_where_it_ended
    test_inputs_may_be_integers_views_or_read_only
    test_separable_data_is_learned_within_the_mistake_bound
"""


class Perceptron:
    def fit(self, X, y, epochs):
        history = []
        mistakes = 0
        for _ in range(epochs):
            for x, label in zip(X, y):
                error = label - step(x @ self.weights + self.bias)
                self.weights = self.weights + self.lr * error * x
                self.bias = self.bias + self.lr * error
                mistakes += int(error != 0)
            history.append(mistakes)
            if mistakes == 0:
                break
        return history
