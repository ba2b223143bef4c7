"""The error is taken from the weighted sum instead of the decision, so that right decisions are corrected too, and
mistakes by the wrong amount.

Label minus sum is the rule of another neuron, Adaline, which has no threshold while it learns. Here the sum passes
through `step` before it is compared with the label.

required:
    test_a_missed_row_pulls_the_weights_towards_it
    test_the_bias_learns_as_well
    test_a_false_alarm_pushes_the_weights_away
    test_a_right_decision_changes_nothing
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
                z = x @ self.weights + self.bias
                error = label - z
                self.weights = self.weights + self.lr * error * x
                self.bias = self.bias + self.lr * error
                mistakes += int(step(z) != label)
            history.append(mistakes)
            if mistakes == 0:
                break
        return history
