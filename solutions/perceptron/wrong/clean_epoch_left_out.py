"""The clean epoch is missing from the list: its 0 is not appended.

The clean epoch was run, so it is counted like the others, and a reader of the list sees by its last 0 that learning
came to an end. Look at the order of appending and stopping.

required:
    test_a_right_decision_changes_nothing
    test_fit_ends_with_a_clean_epoch
    test_fit_learns_a_gate
    test_separable_data_is_learned_within_the_mistake_bound
permitted:
    test_whole_runs_agree
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
                mistakes += int(error != 0)
            if mistakes == 0:
                break
            history.append(mistakes)
        return history
