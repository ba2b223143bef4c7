"""Every row changes the weights, also those that are decided right.

A perceptron learns from mistakes only. The error is label minus decision: for a right decision it is 0, and then
nothing may change.

required:
    test_a_right_decision_changes_nothing
    test_each_row_meets_the_corrected_weights
    test_fit_counts_the_mistakes_of_each_epoch
    test_fit_ends_with_a_clean_epoch
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
                mistakes += int(step(x @ self.weights + self.bias) != label)
                direction = 1 if label == 1 else -1
                self.weights = self.weights + self.lr * direction * x
                self.bias = self.bias + self.lr * direction
            history.append(mistakes)
            if mistakes == 0:
                break
        return history
