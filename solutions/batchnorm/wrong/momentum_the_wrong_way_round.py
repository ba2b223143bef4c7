"""The momentum is taken for the share of the old statistics, so one batch nearly replaces all that went before.

Here a momentum of 0.1 means that a tenth is new. Which of the two terms does it belong to?

over: reference, gradient_in_one_line, welford_and_projections
required:
    test_running_statistics_by_hand
    test_momentum_is_the_share_of_the_new_batch
    test_pytorchs_layer_goes_along
    test_hidden_layer_by_hand
    test_pytorchs_stack_goes_along
permitted:
    test_running_statistics_settle
"""


class BatchNorm:
    def forward(self, x, training):
        if training:
            out, _ = batchnorm_forward(x, self.gamma, self.beta, eps=self.eps)
            m = self.momentum
            self.running_mean = m * self.running_mean + (1 - m) * x.mean(axis=0)
            self.running_var = m * self.running_var + (1 - m) * x.var(axis=0, ddof=1)
            return out
        x_hat = (x - self.running_mean) / np.sqrt(self.running_var + self.eps)
        return self.gamma * x_hat + self.beta
