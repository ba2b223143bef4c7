"""The running variance takes the variance over N, which is too small on average.

What is remembered is an estimate for all data, not for these rows: the squares are divided by N - 1.

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
            self.running_var = (1 - m) * self.running_var + m * x.var(axis=0)
            return out
        x_hat = (x - self.running_mean) / np.sqrt(self.running_var + self.eps)
        return self.gamma * x_hat + self.beta
