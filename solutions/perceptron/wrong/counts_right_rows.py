"""The rows that are decided right are counted, instead of the mistakes.

A list of mistakes falls to 0 while the perceptron learns; yours rises. Look at the condition under which you count.

required:
    test_a_right_decision_changes_nothing
    test_fit_counts_the_mistakes_of_each_epoch
    test_fit_ends_with_a_clean_epoch
    test_fit_learns_a_gate
    test_fit_never_finishes_xor
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
                self.weights = self.weights + self.lr * error * x
                self.bias = self.bias + self.lr * error
                mistakes += int(error == 0)
            history.append(mistakes)
            if mistakes == len(X):
                break
        return history
