"""`predict` leaves out the bias, so that the boundary always passes through the origin.

Look at the decision for a row of zeros: its weighted inputs add up to 0 whatever the weights are, and only the bias
can make the answer a no.

required:
    test_predict_weighs_the_inputs_and_adds_the_bias
    test_a_row_on_the_boundary_is_a_yes
    test_predict_takes_batches_of_any_size
    test_the_bias_decides_where_the_inputs_are_zero
    test_fit_learns_a_gate
"""


class Perceptron:
    def predict(self, X):
        return step(X @ self.weights)
