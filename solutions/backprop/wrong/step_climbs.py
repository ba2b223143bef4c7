"""`step` adds the gradients, so every step goes uphill and the loss grows.

The gradient points to where the loss increases fastest. Which way is down?

over: reference, forward_pass_repeated, layers_with_a_column_of_ones, unit_by_unit
unnamed: forward_pass_repeated, unit_by_unit
required:
    test_step_goes_downhill
    test_history_holds_the_loss_before_each_step
    test_fit_learns_xor
    test_step_leaves_the_gradients_alone
    test_fit_goes_on_where_it_stopped
    test_xor_from_its_own_start
"""


class NeuralNetwork:
    def step(self, gradients, lr):
        self.W1 += lr * gradients["W1"]
        self.b1 += lr * gradients["b1"]
        self.W2 += lr * gradients["W2"]
        self.b2 += lr * gradients["b2"]
