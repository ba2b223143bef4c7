"""What is remembered is the standard deviation of the batches, in place of their variance.

The attribute is called `running_var`, and evaluation takes the root once more.

over: reference, gradient_in_one_line, welford_and_projections
required:
    test_running_statistics_by_hand
    test_momentum_is_the_share_of_the_new_batch
    test_pytorchs_layer_goes_along
    test_running_statistics_settle
    test_hidden_layer_by_hand
    test_pytorchs_stack_goes_along
"""


class BatchNorm:
    def forward(self, x, training):
        if training:
            out, _ = batchnorm_forward(x, self.gamma, self.beta, eps=self.eps)
            m = self.momentum
            self.running_mean = (1 - m) * self.running_mean + m * x.mean(axis=0)
            self.running_var = (1 - m) * self.running_var + m * x.std(axis=0, ddof=1)
            return out
        x_hat = (x - self.running_mean) / np.sqrt(self.running_var + self.eps)
        return self.gamma * x_hat + self.beta
