"""All rows of an epoch are decided with the weights from its beginning, and corrected together at its end.

The rows are visited one by one: the second row meets the weights that the first has just corrected. Look at where in
your loop the decisions are made.

required:
    test_each_row_meets_the_corrected_weights
    test_fit_counts_the_mistakes_of_each_epoch
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
            errors = y - self.predict(X)
            self.weights = self.weights + self.lr * errors @ X
            self.bias = self.bias + self.lr * errors.sum()
            history.append(int(np.count_nonzero(errors)))
            if history[-1] == 0:
                break
        return history
