"""`forward` shifts `X` to mean zero, and does so inside the caller's array.

The network gets its inputs as they are. Preparing data is a job for whoever calls it, on an array of their own.

over: reference, forward_pass_repeated, unit_by_unit, views_of_one_vector
required:
    test_forward_of_the_worked_example
    test_forward_of_a_batch
    test_loss_of_the_worked_example
    test_loss_is_the_mean_over_every_entry
    test_history_holds_the_loss_before_each_step
    test_fit_learns_xor
    test_forward_of_other_shapes
    test_forward_takes_any_array
    test_loss_of_other_shapes
    test_loss_changes_nothing
    test_fit_goes_on_where_it_stopped
    test_xor_from_its_own_start
"""


class NeuralNetwork:
    def forward(self, X):
        X -= X.mean(axis=0)
        hidden = sigmoid(X @ self.W1 + self.b1)
        return sigmoid(hidden @ self.W2 + self.b2)
