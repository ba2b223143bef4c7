"""Batches in evaluation change the running statistics as well.

What users send is no training data. Only passes in training are remembered.

over: reference, gradient_in_one_line, welford_and_projections
required:
    test_evaluation_remembers_nothing
    test_pytorchs_layer_goes_along
    test_pytorchs_stack_goes_along
permitted:
    test_hidden_layer_in_evaluation
    test_evaluation_takes_each_row_on_its_own
    test_evaluation_goes_by_the_running_statistics
"""


class BatchNorm:
    def forward(self, x, training):
        m = self.momentum
        if len(x) > 1:
            self.running_mean = (1 - m) * self.running_mean + m * x.mean(axis=0)
            self.running_var = (1 - m) * self.running_var + m * x.var(axis=0, ddof=1)
        if training:
            out, _ = batchnorm_forward(x, self.gamma, self.beta, eps=self.eps)
            return out
        x_hat = (x - self.running_mean) / np.sqrt(self.running_var + self.eps)
        return self.gamma * x_hat + self.beta
