"""The update goes the wrong way: every correction makes the same mistake worse.

Follow one row: it should be a 1 and is taken for a 0, so its sum is too small. Which sign of the error makes the sum
grow?

required:
    test_a_missed_row_pulls_the_weights_towards_it
    test_the_bias_learns_as_well
    test_a_false_alarm_pushes_the_weights_away
    test_each_row_meets_the_corrected_weights
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
                error = step(x @ self.weights + self.bias) - label
                self.weights = self.weights + self.lr * error * x
                self.bias = self.bias + self.lr * error
                mistakes += int(error != 0)
            history.append(mistakes)
            if mistakes == 0:
                break
        return history
