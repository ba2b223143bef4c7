"""The corrections are not multiplied by the learning rate.

Both corrections, of the weights and of the bias, have the factor `lr`. With lr = 1 the mistake cannot be seen.

required:
    test_a_missed_row_pulls_the_weights_towards_it
    test_the_bias_learns_as_well
    test_a_false_alarm_pushes_the_weights_away
    test_every_single_correction_is_right
    test_whole_runs_agree
    test_fit_goes_on_where_it_ended
    test_inputs_may_be_integers_views_or_read_only
"""


class Perceptron:
    def fit(self, X, y, epochs):
        history = []
        for _ in range(epochs):
            mistakes = 0
            for x, label in zip(X, y):
                error = label - step(x @ self.weights + self.bias)
                self.weights = self.weights + error * x
                self.bias = self.bias + error
                mistakes += int(error != 0)
            history.append(mistakes)
            if mistakes == 0:
                break
        return history
