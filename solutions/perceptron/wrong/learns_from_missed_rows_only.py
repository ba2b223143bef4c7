"""Only rows that should be a 1 are corrected; false alarms are counted, but nothing is learned from them.

There are two kinds of mistakes, and the error has another sign for each. A correction that can only add makes the
answer 1 more and more often, and never less.

required:
    test_a_false_alarm_pushes_the_weights_away
    test_fit_counts_the_mistakes_of_each_epoch
    test_fit_learns_a_gate
    test_every_single_correction_is_right
    test_whole_runs_agree
    test_fit_goes_on_where_it_ended
    test_inputs_may_be_integers_views_or_read_only
    test_separable_data_is_learned_within_the_mistake_bound
"""


class Perceptron:
    def fit(self, X, y, epochs):
        history = []
        for _ in range(epochs):
            mistakes = 0
            for x, label in zip(X, y):
                error = label - step(x @ self.weights + self.bias)
                if error > 0:
                    self.weights = self.weights + self.lr * error * x
                    self.bias = self.bias + self.lr * error
                mistakes += int(error != 0)
            history.append(mistakes)
            if mistakes == 0:
                break
        return history
