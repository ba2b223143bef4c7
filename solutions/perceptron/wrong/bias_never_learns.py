"""The bias keeps its first value: only the weights are corrected.

The bias is a weight as well, that of an input which is always 1. As long as it stands still the boundary can turn but
not move, and the answer for (0, 0) is for ever what it was at the start.

required:
    test_the_bias_learns_as_well
    test_a_false_alarm_pushes_the_weights_away
    test_fit_counts_the_mistakes_of_each_epoch
    test_fit_learns_a_gate
    test_every_single_correction_is_right
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
                mistakes += int(error != 0)
            history.append(mistakes)
            if mistakes == 0:
                break
        return history
