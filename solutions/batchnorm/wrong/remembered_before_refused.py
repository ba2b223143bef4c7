"""The running statistics are changed before the batch is looked at, so a refused one leaves NaN in them.

What is the variance of one row over N - 1? Let the batch be refused first, and remember it afterwards.

over: reference, gradient_in_one_line, welford_and_projections
required:
    test_refused_batch_leaves_no_trace
"""


class BatchNorm:
    def forward(self, x, training):
        if training:
            m = self.momentum
            self.running_mean = (1 - m) * self.running_mean + m * x.mean(axis=0)
            self.running_var = (1 - m) * self.running_var + m * x.var(axis=0, ddof=1)
            out, _ = batchnorm_forward(x, self.gamma, self.beta, eps=self.eps)
            return out
        x_hat = (x - self.running_mean) / np.sqrt(self.running_var + self.eps)
        return self.gamma * x_hat + self.beta
