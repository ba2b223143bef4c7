"""In evaluation, batches are normalised by their own mean and variance instead of the running statistics.

What would that make of a single row? The layer has remembered what is usual; now is the time to use it.

over: reference, gradient_in_one_line, welford_and_projections
required:
    test_evaluation_goes_by_the_running_statistics
    test_pytorchs_layer_goes_along
    test_evaluation_takes_each_row_on_its_own
    test_hidden_layer_in_evaluation
    test_pytorchs_stack_goes_along
"""


class BatchNorm:
    def forward(self, x, training):
        if training:
            out, _ = batchnorm_forward(x, self.gamma, self.beta, eps=self.eps)
            m = self.momentum
            self.running_mean = (1 - m) * self.running_mean + m * x.mean(axis=0)
            self.running_var = (1 - m) * self.running_var + m * x.var(axis=0, ddof=1)
            return out
        x_hat = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + self.eps)
        return self.gamma * x_hat + self.beta
