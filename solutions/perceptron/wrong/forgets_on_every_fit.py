"""Every call of `fit` sets weights and bias back to zero, so that what was learned before is lost.

Learning starts from the weights and the bias that the perceptron has at that moment. They are set once, when it is
made.

required:
    test_a_missed_row_pulls_the_weights_towards_it
    test_the_bias_learns_as_well
    test_a_false_alarm_pushes_the_weights_away
    test_a_right_decision_changes_nothing
    test_each_row_meets_the_corrected_weights
    test_fit_ends_with_a_clean_epoch
    test_every_single_correction_is_right
    test_whole_runs_agree
    test_fit_goes_on_where_it_ended
"""


class Perceptron:
    def fit(self, X, y, epochs):
        self.weights = np.zeros(X.shape[1])
        self.bias = 0.0
        history = []
        for _ in range(epochs):
            mistakes = 0
            for x, label in zip(X, y):
                error = label - step(x @ self.weights + self.bias)
                self.weights = self.weights + self.lr * error * x
                self.bias = self.bias + self.lr * error
                mistakes += int(error != 0)
            history.append(mistakes)
            if mistakes == 0:
                break
        return history
